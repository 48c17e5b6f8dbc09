package collegium.web.look;

import collegium.web.member.HomeView;
import collegium.web.member.RecordBookView;
import collegium.web.member.RecordView;
import collegium.web.member.StandingView;
import collegium.web.member.WhyView;
import collegium.web.problems.FieldFault;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        all.put("record-book", new Sample("record-book", Map.of("view", book())));
        all.put("sign-in", new Sample("sign-in", Map.of()));
        all.put("error-404", new Sample("error", Map.of("code", "404", "details", List.of())));
        return all;
    }

    private static BigDecimal of(String number) {
        return new BigDecimal(number);
    }

    private static StandingView standing() {
        return new StandingView("CPD Regulations 2025", "2026", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), Optional.of(39L), "on-track",
                Optional.of(new StandingView.Total(of("24.5"), of("9.0"), of("35"), "hours", "h")), List.of(
                        new StandingView.Asked("Structured hours", "on-track", Optional.of(new StandingView.Amounts(of("16.0"), of("21"), "h")), "5.0 to go"),
                        new StandingView.Asked("Ethics", "met", Optional.of(new StandingView.Amounts(of("2.0"), of("1"), "h")), "Met on 21 April"),
                        new StandingView.Asked("Reflections", "at-risk", Optional.of(new StandingView.Amounts(of("8"), of("12"), "")), "4 to write"),
                        new StandingView.Asked("Yearly declaration", "open", Optional.empty(), "Opens on 1 December"),
                        new StandingView.Asked("Moving and handling", "relieved", Optional.empty(), "Not asked of your role")),
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

    private static RecordView record() {
        return new RecordView("0190", Optional.empty(), "/activities", false, RecordView.Said.nothing("2026-11-19", "hours"), List.of(
                new RecordView.Choice("course", "Course"), new RecordView.Choice("reading", "Reading")), List.of(new RecordView.Choice("hours", "hours")),
                List.of(new RecordView.Choice("ethics", "Ethics")), List.of(), true, List.of("Journal club"), Optional.of("Would count 1.5 of 2.0 hours"),
                List.of(new RecordView.FileRow("/evidence/1", "certificate.pdf", "340 kB", Optional.of("/evidence/1/remove"))), Optional.empty());
    }

    private static RecordBookView book() {
        return new RecordBookView("2026", "Abena Koranteng", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), List.of(
                new RecordBookView.Part("Activities", "activities", "13 recorded"), new RecordBookView.Part("Reflections", "reflections", "8 of 13")), List.of(
                new RecordBookView.Group("Structured", "16.0 of 21 h", List.of(
                        new RecordBookView.Row("/activities/1", DAY, "Dysphagia update, webinar", "Webinar", false, 1, of("1.0"), "h", false),
                        new RecordBookView.Row("/activities/3", DAY.plusDays(7), "Study day", "Course", true, 0, of("0.0"), "h", true)))), List.of(
                new RecordBookView.Artefact("/artefacts/1", "Reflective discussion", "With Ines, 3 October", Optional.of("Confirmed"))), List.of(
                new RecordBookView.Reflection("Ethics in community practice", DAY, "I now ask before I write.")), List.of(
                new RecordBookView.Link("/record-book?period=2026", "2026", true), new RecordBookView.Link("/record-book?period=2025", "2025", false)),
                Optional.of("/record-book/submit"), Optional.of("4 January 2027"), List.of(new RecordBookView.Link("/record-book.csv", "As data", false)));
    }

}
