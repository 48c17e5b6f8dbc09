package collegium.web.look;

import collegium.kernel.MemberId;
import collegium.membership.Connection;
import collegium.membership.Consents;
import collegium.membership.Member;
import collegium.requirements.schemes.ShippedSchemes;
import collegium.web.member.AboutView;
import collegium.web.member.ArtefactView;
import collegium.web.member.Fields;
import collegium.web.member.HistoryView;
import collegium.web.member.HomeView;
import collegium.web.member.PlanView;
import collegium.web.member.RecordBookView;
import collegium.web.member.RecordView;
import collegium.web.member.SchemeWords;
import collegium.web.member.StandingView;
import collegium.web.member.WhyView;
import collegium.web.member.Would;
import collegium.web.problems.FieldFault;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A page of every kind as a body at work would see it, by the name of its picture. */
final class Samples {

    record Sample(String template, Map<String, Object> model) {}

    private static final LocalDate DAY = LocalDate.of(2026, 11, 19);

    private Samples() {}

    static Map<String, Sample> all() {
        Map<String, Sample> all = new LinkedHashMap<>();
        all.put("home", new Sample("home", Map.of("view", home())));
        all.put("home-empty", new Sample("home", Map.of("view", new HomeView(Optional.empty(), List.of(), List.of(), List.of(), 0))));
        all.put("why", new Sample("why", Map.of("view", why())));
        all.put("record", new Sample("record", Map.of("view", record())));
        all.put("record-refused", new Sample("record", Map.of("view", record(), "faults", List.of(
                new FieldFault("amount", "An activity has at least a quarter of an hour."), new FieldFault("title", "Say what you did.")))));
        all.put("record-amended", new Sample("record", Map.of("view", amended())));
        all.put("artefact", new Sample("artefact", Map.of("view", artefact(Optional.empty()))));
        all.put("artefact-asked", new Sample("artefact", Map.of("view", artefact(Optional.of(
                new ArtefactView.Request("declined", "Ines Duarte", "ines@example.org", "19 Nov 2026, 10:00", Optional.of("I was not there.")))))));
        all.put("confirm-done", new Sample("confirm", Map.of("state", "confirmed")));
        all.put("plan", new Sample("plan", Map.of("view", plan())));
        all.put("about", new Sample("about", Map.of("view", about())));
        all.put("about-change", new Sample("about-change", Map.of("view", new AboutView.Change(new FactWords.Asked("registrations", "Registered as", "text",
                List.of(new FactWords.Choice("nurse", "Nurse"), new FactWords.Choice("midwife", "Midwife"))), new Fields(Map.of("kind", List.of("registrations")))))));
        all.put("history", new Sample("history", Map.of("view", history())));
        all.put("record-book", new Sample("record-book", Map.of("view", book())));
        all.put("sign-in", new Sample("sign-in", Map.of()));
        all.put("consent", new Sample("consent", Map.of("app", app(), "scopes", List.of("record", "standing"), "state", "s", "member", true)));
        all.put("consent-no-member", new Sample("consent", Map.of("app", app(), "scopes", List.of("record"), "state", "s", "member", false)));
        all.put("access", new Sample("access", Map.of("zone", ZoneId.of("Europe/London"),
                "apps", List.of(new Consents.Access(app(), Set.of("record"), Optional.empty())),
                "systems", List.of(new Consents.Access(system(), Set.of("standing"), Optional.of(AT)), new Consents.Access(system(), Set.of(), Optional.empty())))));
        all.put("connections", new Sample("administrator/connections", Map.of("zone", ZoneId.of("Europe/London"), "connections", List.of(app(), system()),
                "origin", "https://therapists.example", "done", "connections.removed")));
        all.put("connections-empty", new Sample("administrator/connections", Map.of("zone", ZoneId.of("Europe/London"), "connections", List.of(),
                "origin", "https://therapists.example")));
        all.put("connection", new Sample("administrator/connection", Map.of("zone", ZoneId.of("Europe/London"), "connection", app(),
                "secret", "kq3Zs0mXy2TnB8vR5wLd7cFhJ1gPaUeQ4iOtYrKxN6M")));
        all.put("connection-new", new Sample("administrator/connection-new", Map.of("kind", Connection.Kind.APP, "form", new Typed("Logbook", "javascript:alert(1)"),
                "faults", List.of(new FieldFault("redirects", "One of the addresses cannot be gone back to safely."), new FieldFault("scopes", "This has to be said.")))));
        all.put("connection-new-system", new Sample("administrator/connection-new", Map.of("kind", Connection.Kind.SYSTEM, "form", new Typed("", ""))));
        all.put("error-404", new Sample("error", Map.of("code", "404", "details", List.of())));
        return all;
    }

    private static final Instant AT = Instant.parse("2026-11-19T14:05:00Z");

    private static Connection app() {
        return new Connection("0193f2a1-7c44-7d10-9f6a-3b1f5f0c2d11", "Logbook for practice", Connection.Kind.APP, Set.of("record", "standing"),
                List.of("https://logbook.example/back", "com.example.logbook:/back"), Optional.of("hash"), AT);
    }

    private static Connection system() {
        return new Connection("0193f2a1-7c44-7d10-9f6a-3b1f5f0c2d12", "Harbour Events", Connection.Kind.SYSTEM, Set.of("attendance", "standing"), List.of(),
                Optional.of("hash"), AT);
    }

    /** A form as it was sent. */
    public record Typed(String name, String redirects) {
        public boolean keepsSecret() {
            return true;
        }

        public boolean has(String scope) {
            return scope.equals("record");
        }
    }

    private static BigDecimal of(String number) {
        return new BigDecimal(number);
    }

    private static StandingView standing() {
        return new StandingView("CPD Regulations 2025", "2026", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), Optional.of(39L), "on-track",
                Optional.of(new StandingView.Total(of("24.5"), of("9.0"), of("35"), "hours", "h")), List.of(
                        new StandingView.Asked("Structured hours", "on-track", Optional.of(new StandingView.Amounts(of("16.0"), of("21"), "h")), "5.0 to go", Optional.empty()),
                        new StandingView.Asked("Ethics", "met", Optional.of(new StandingView.Amounts(of("2.0"), of("1"), "h")), "Met on 21 April", Optional.empty()),
                        new StandingView.Asked("Reflections", "at-risk", Optional.of(new StandingView.Amounts(of("8"), of("12"), "")), "4 to write", Optional.empty()),
                        new StandingView.Asked("Yearly declaration", "open", Optional.empty(), "Opens on 1 December", Optional.empty()),
                        new StandingView.Asked("Moving and handling", "relieved", Optional.empty(), "Not asked of your role", Optional.empty())),
                Optional.of("10.5 hours to go, which is 1.9 a week."), "/why");
    }

    private static HomeView home() {
        return new HomeView(Optional.of(standing()), List.of(standing()), List.of(
                new HomeView.Next("bulb", "Write 4 reflections", "5 activities are waiting for one", "/record-book"),
                new HomeView.Next("signature", "Submit your record", "From 1 January", "/record-book/submit")), List.of(
                new HomeView.Entry("/activities/1", DAY, "Dysphagia update, webinar", "structured", of("1.0"), of("1.0"), "h", Optional.empty()),
                new HomeView.Entry("/activities/2", DAY.minusDays(7), "Reading: pressure care guidance", "unstructured", of("3.0"), of("1.5"), "h",
                        Optional.of("Reading counts up to 8 hours a year (Regulation 4.2), and 6.5 were used before."))), 13);
    }

    private static WhyView why() {
        return new WhyView(standing(), Optional.of(new WhyView.Statement(of("27.5"), of("27.0"), of("24.5"), of("0.0"), "hours", List.of(
                new WhyView.Line("Claimed", Optional.empty(), of("27.5"), true, of("0"), of("27.5"), "claimed"),
                new WhyView.Line("Podcasts and video count half", Optional.of("4.3"), of("-0.5"), false, of("27.0"), of("0.5"), "less"),
                new WhyView.Line("Counted", Optional.empty(), of("24.5"), true, of("0"), of("24.5"), "counted"),
                new WhyView.Line("Needed by 31 December", Optional.of("2.1"), of("35.0"), false, of("0"), of("35"), "needed"),
                new WhyView.Line("To go", Optional.empty(), of("10.5"), true, of("24.5"), of("10.5"), "missing")), of("35"))), DAY, "version 3", List.of(
                new WhyView.Finding("Structured hours", "on-track", "16.0 of 21 hours are counted.", Optional.of("Regulation 2.2"))), List.of(
                new WhyView.Way("Do what you planned", "4 activities up to 10 December", Optional.of("+9.0 h"))), List.of(
                new WhyView.Entry("/activities/1", DAY, "Dysphagia update, webinar", of("1.0"), of("1.0"), of("1.0"), of("0.0"), List.of()),
                new WhyView.Entry("/activities/2", DAY.minusDays(7), "Reading: pressure care guidance", of("3.0"), of("3.0"), of("1.5"), of("0.0"),
                        List.of("Reading counts up to 8 hours a year, and 6.5 were used before. Regulation 4.2"))));
    }

    private static SchemeWords words() {
        return new SchemeWords(List.of(ShippedSchemes.scheme("nmc").orElseThrow()));
    }

    private static Fields fields() {
        return new Fields(Map.of("title", List.of("Case discussion with Ines, fatigue"), "when", List.of("other"), "started", List.of("2026-11-19"),
                "ended", List.of("2026-11-19"), "amount", List.of("2"), "unit", List.of("hours"), "type", List.of("group_meeting"), "structured", List.of("no"),
                "topics", List.of("clinical", "ethics")));
    }

    private static final Would WOULD = new Would("Revalidation", "Would count 1.5 of 2 hours", List.of("One conversation counts up to 1.5 hours. (Regulation 4.4)"),
            List.of(new Would.Effect("Your total", "24.5 becomes 26 of 35 hours")));

    private static RecordView record() {
        return new RecordView("0190", Optional.empty(), "/activities/new", fields(), "hours", List.of(new SchemeWords.Choice("words", "Words")), words(),
                List.of(new SchemeWords.Choice("1", "Manage fatigue")), List.of("Journal club"), "", List.of(WOULD), List.of("certificate.pdf"), List.of(),
                List.of(new RecordView.Offer("activity:1", "/activities/new?draft=1", "Home visit", "19 Nov 2026, 10:42")),
                List.of(new RecordView.Quick("calendar-event", "Peer group", "Planned for 19 November, 1.5 hours", Optional.of("/activities/1"), Optional.of("/activities/1/done"), 3)),
                Optional.empty(), DAY);
    }

    private static RecordView amended() {
        return new RecordView("0190", Optional.of(4L), "/activities/0190", fields(), "hours", List.of(), words(), List.of(), List.of(), "", List.of(WOULD), List.of(),
                List.of(new RecordView.Difference("What", "Webinar", "Case discussion")), List.of(), List.of(),
                Optional.of(new RecordView.Own(List.of(new RecordView.FileRow("/evidence/1", "certificate.pdf", "340 kB", "/evidence/1/remove")),
                        "/activities/0190/withdraw", "/activities/0190/history", false, false)), DAY);
    }

    private static ArtefactView artefact(Optional<ArtefactView.Request> request) {
        Fields said = new Fields(Map.of("kind", List.of("reflective_discussion"), "title", List.of("Reflective discussion"), "dated", List.of("2026-11-19"),
                "body", List.of("We spoke about consent."), "person-name", List.of("Ines Duarte"), "done", List.of("true")));
        return new ArtefactView("1", request.map(_ -> 3L), "/artefacts/1", "Reflective discussion", said, List.of(new SchemeWords.Needs("eligible",
                List.of(new SchemeWords.Choice("nmc_registrant", "Registrant of this register")), "Reflective discussion with another registrant")),
                List.of(new SchemeWords.Choice("2", "Sepsis update, 19 November 2026")), List.of(), request, Optional.of("/artefacts/1/history"), List.of(), List.of(), false);
    }

    private static PlanView plan() {
        return new PlanView(new Fields(Map.of("key", List.of("1"))), List.of(
                new PlanView.Row("1", 1, "Manage fatigue in long-term conditions", Optional.of("A course and two discussions"), "By 30 November 2026", false, false,
                        List.of(new PlanView.Done("/activities/1", "Fatigue study day", "8 October 2026"))),
                new PlanView.Row("2", 2, "Supervise a student with confidence", Optional.empty(), "Met on 30 June 2026", true, false, List.of())));
    }

    private static AboutView about() {
        Member member = new Member(new MemberId(UUID.randomUUID()), Optional.empty(), "FE-10000", "Abena", "Koranteng", Optional.of("member@fennick.example"),
                LocalDate.of(2019, 5, 1), Optional.empty(), 3);
        return new AboutView(member, List.of(
                new AboutView.Kind("registrations", "Registered as", List.of(new AboutView.Fact("Nurse", "since 1 May 2019", "Register, on joining", true)), Optional.empty()),
                new AboutView.Kind("return_to_practice", "Return to practice", List.of(), Optional.of("No"))), List.of(
                new AboutView.Asked("Practice hours", "900", "since 1 May 2026", "3 May 2026, 10:00", "waiting", Optional.empty(), Optional.empty())));
    }

    private static HistoryView history() {
        return new HistoryView("Sepsis update", Optional.of("/activities/1"), false, List.of(
                new HistoryView.Revision("Amended", "by you", "20 Nov 2026, 14:05", List.of(new RecordView.Difference("How much", "1.5 hours", "2 hours"))),
                new HistoryView.Revision("Recorded", "by you", "19 Nov 2026, 09:00", List.of(new RecordView.Difference("What", "", "Sepsis update")))));
    }

    private static RecordBookView book() {
        return new RecordBookView("2026", "Abena Koranteng", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), List.of(
                new RecordBookView.Stage("Plan", "done", "3 objectives, 3 met"), new RecordBookView.Stage("Learning", "now", "24.5 of 35 hours"),
                new RecordBookView.Stage("Record and review", "", "the period ends on 31 December 2026")), List.of(
                new RecordBookView.Part("Activities", "activities", "13 recorded"), new RecordBookView.Part("Reflections", "reflections", "8 of 13")), List.of(
                new RecordBookView.Group("Structured", "16.0 of 21 h", List.of(
                        new RecordBookView.Row("/activities/1", DAY, "Dysphagia update, webinar", "Webinar", false, 1, "1.5 hours", of("1.0"), "h", false, false),
                        new RecordBookView.Row("/activities/3", DAY.plusDays(7), "Study day", "Course", true, 0, "2 hours", of("0.0"), "h", true, false)))),
                List.of(new RecordBookView.Link("/record-book?by=requirement", "by requirement", true), new RecordBookView.Link("/record-book?by=date", "by date", false)),
                List.of(new RecordBookView.Objective("Manage fatigue", "By 30 November 2026", false)), List.of(
                new RecordBookView.Kind("Reflective discussion", Optional.of("1 of 1"), Optional.of("met"), "/artefacts/new?kind=reflective_discussion", List.of(
                        new RecordBookView.Artefact("/artefacts/1", "Reflective discussion", "With Ines, 3 October", Optional.of("Confirmed"), 1)))), List.of(
                new RecordBookView.Reflection("/activities/1", "Ethics in community practice", DAY, "I now ask before I write.", Optional.of("Fewer questions."))), List.of(
                new RecordBookView.Link("/record-book?period=2026", "2026", true), new RecordBookView.Link("/record-book?period=2025", "2025", false)),
                Optional.of("/record-book/submit"), Optional.of("4 January 2027"), List.of(new RecordBookView.Link("/record-book.csv", "As data", false)));
    }

}
