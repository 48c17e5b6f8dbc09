package collegium.app;

import static collegium.database.tenant.Tables.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import collegium.compliance.Trends;
import collegium.database.TenantDatabase;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.membership.ChangeFact;
import collegium.membership.MemberFact;
import collegium.membership.Members;
import collegium.membership.RegisterMember;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordActivity;
import collegium.requirements.Drafted;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeOutline;
import collegium.requirements.Schemes;
import collegium.tenancy.Body;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The officer's list reads as a sentence and goes out as it is read; facts are corrected and taken back with their history. */
class OfficerPagesTest {

    private static final String YEAR = """
            scheme: yearly
            unit: hour
            types: {course: Course}
            facts: {grade: {title: Grade, values: {full: Full, associate: Associate}}}
            cycle: {length: 1 year, starts: "01-01"}
            requirements:
              - {id: total, title: CPD in the year, count: all, at-least: {by: grade, values: {full: 30, associate: 20}}}
            """;

    private final Body body = Running.freshBody();
    private final Desk officer = Desk.at(body, Role.OFFICER);
    private final Members members = Running.part(Members.class);

    OfficerPagesTest() {
        Call job = Desk.job(body);
        Schemes schemes = Running.part(Schemes.class);
        Drafted.Kept kept = (Drafted.Kept) schemes.draft(job, YEAR, SchemeOutline.Authority.BODY, LocalDate.of(2020, 1, 1), Optional.empty());
        schemes.publish(job, kept.version().id(), LocalDate.of(2020, 1, 1));
        Running.part(Enrolments.class).rule(job, kept.version().scheme(), Map.of(), "Every member");
    }

    private MemberId member(String number, String family, String grade) {
        return members.register(Desk.job(body), new RegisterMember(number, "Ada", family, Optional.empty(),
                LocalDate.of(2020, 1, 1), Optional.empty(), List.of(ChangeFact.of("grade", grade, LocalDate.of(2020, 1, 1), "Register"))));
    }

    private void written(MemberId member, Duration ago) {
        Running.part(TenantDatabase.class).run(body.id(), sql -> sql.insertInto(MESSAGE)
                .set(MESSAGE.ID, UUID.randomUUID()).set(MESSAGE.KIND, "relief-given").set(MESSAGE.MEMBER_ID, member).set(MESSAGE.RECIPIENT, "A")
                .set(MESSAGE.ADDRESS, "a@example.org").set(MESSAGE.FACTS, org.jooq.JSONB.valueOf("{}")).set(MESSAGE.DUE_AT, Desk.job(body).at())
                .set(MESSAGE.STATE, "sent").set(MESSAGE.SENT_AT, Desk.job(body).at().minus(ago)).set(MESSAGE.MESSAGE_ID, "<x>")
                .set(MESSAGE.CREATED_AT, Desk.job(body).at()).execute());
    }

    @Test
    void theListIsFilteredByASentenceAndExportedExactlySo() {
        member("1", "Adams", "full");
        member("2", "Baker", "associate");
        written(member("3", "Clark", "associate"), Duration.ofDays(3));
        written(member("4", "=Dorn", "associate"), Duration.ofDays(45));

        assertThat(officer.get("/officer/members").body()).contains("Adams", "Baker", "Clark", "Dorn", "Grade: Associate", "CPD in the year (4)");
        String query = "fact=grade%3Dassociate&silent=30&of=yearly%2Ftotal&sort=name";
        HttpResponse<String> page = officer.get("/officer/members?" + query);
        assertThat(page.body()).contains("Baker", "Dorn", "2 of 4", "Export 2").doesNotContain("Adams", "Clark");

        HttpResponse<String> csv = officer.get("/officer/members.csv?" + query);
        assertThat(csv.body().lines()).hasSize(3);
        assertThat(csv.body()).contains("Ada Baker", "Last message").doesNotContain("Adams", "Clark", ",=Dorn");
        assertThat(officer.get("/officer/members?q=%3DDorn").body()).contains("1 of 4");
        assertThat(officer.get("/officer/members?status=met").body()).contains("Nobody is like that");
        assertThat(officer.get("/officer/members?silent=x&fact=x&of=x&sort=x&status=x&after=x").statusCode()).isEqualTo(200);
    }

    @Test
    void theListGoesOnWhereThePageEndedInEveryOrder() {
        for (int i = 0; i < 60; i++) {
            member("N" + i, "Family" + i, i % 2 == 0 ? "full" : "associate");
        }
        for (String sort : List.of("status", "name", "short", "since")) {
            String first = officer.get("/officer/members?sort=" + sort).body();
            java.util.regex.Matcher next = java.util.regex.Pattern.compile("href=\"(/officer/members\\?[^\"]*after=[^\"]+)\"").matcher(first);
            assertThat(next.find()).as(sort).isTrue();
            String second = officer.get(next.group(1).replace("&amp;", "&")).body();
            assertThat(count(first) + count(second)).as(sort).isEqualTo(60);
        }
    }

    private static int count(String page) {
        return page.split("class=\"m-name\"", -1).length - 1;
    }

    @Test
    void aFactIsCorrectedAndTakenBackWithItsHistory() {
        MemberId ada = member("1", "Adams", "full");
        MemberFact fact = members.facts(Desk.job(body), ada).getFirst();
        String page = "/officer/members/" + ada + "/facts/" + fact.id();
        assertThat(officer.get("/officer/members/" + ada).body()).contains(page);

        Map<String, String> form = Map.of("kind", "grade", "value", "associate", "from", "2021-01-01", "to", "", "source", "Letter of 3 March",
                "readAt", Long.toString(fact.revision()));
        assertThat(officer.send(page, page, form).body()).contains("Corrected");
        assertThat(officer.get(page).body()).contains("Associate, from 1 January 2021", "Full, from 1 January 2020", "Letter of 3 March");
        HttpResponse<String> stale = officer.send(page, page, form);
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("It changed meanwhile", "value=\"Letter of 3 March\"");

        long now = members.facts(Desk.job(body), ada).getFirst().revision();
        HttpResponse<String> unsaid = officer.send(page, page + "/withdraw", Map.of("why", "", "readAt", Long.toString(now)));
        assertThat(unsaid.statusCode()).isEqualTo(422);
        assertThat(unsaid.body()).contains("id=\"why-error\"");
        assertThat(officer.send(page, page + "/withdraw", Map.of("why", "A mistake", "readAt", Long.toString(now))).body()).contains("Taken back");
        assertThat(members.facts(Desk.job(body), ada)).isEmpty();
        assertThat(officer.get(page).body()).contains("It was taken back", "A mistake");
        assertThat(Desk.at(body, Role.REVIEWER).get(page).statusCode()).isEqualTo(403);
        assertThat(Desk.at(Running.freshBody(), Role.OFFICER).get(page).statusCode()).isEqualTo(404);
    }

    @Test
    void aFactIsStatedInTheWordsOfTheSchemesAndNothingTypedIsLost() {
        MemberId ada = member("1", "Adams", "full");
        String page = "/officer/members/" + ada;
        String form = page + "/facts/new?kind=grade";
        assertThat(officer.get(page).body()).contains("<option value=\"grade\">");
        assertThat(officer.get(form).body()).contains("name=\"kind\" value=\"grade\"", "id=\"source\"");

        HttpResponse<String> without = officer.send(form, page + "/facts", Map.of("kind", "grade", "value", "associate", "from", "soon", "to", "", "source", ""));
        assertThat(without.statusCode()).isEqualTo(422);
        assertThat(without.body()).contains("id=\"from-error\"", "value=\"soon\"", "associate");
        assertThat(officer.send(form, page + "/facts", Map.of("kind", "grade", "value", "associate", "from", "2026-02-01", "to", "", "source", "Register")).body())
                .contains("Stated");
        assertThat(officer.get(page + "/facts/new").body()).contains("id=\"kind\"");
        assertThat(officer.send(page + "/facts/new", page + "/facts", Map.of("kind", "locker", "value", "7", "from", "2026-02-01", "to", "", "source", "Desk")).body())
                .contains("Stated", "locker");
        assertThat(Desk.at(body, Role.REVIEWER).get(form).statusCode()).isEqualTo(403);
    }

    @Test
    void theOverviewSaysWhatWaitsAndWhatComes() {
        MemberId ada = member("1", "Adams", "full");
        Call herself = new Call(body.id(), new Actor.Person(officer.account(), "Ada Adams", Set.of(Role.MEMBER), Optional.of(ada)),
                Desk.job(body).at(), body.zone());
        members.propose(herself, "grade", "associate", LocalDate.of(2026, 1, 1), Optional.empty(), Optional.of("I moved"));

        String overview = officer.get("/officer").body();
        assertThat(overview).contains("Ada Adams asks for a change", "Grade: Associate, from 1 January 2026", "Period ends", "Met everything", "0 of 1");
        String page = "/officer/members/" + ada;
        assertThat(officer.get(page).body()).contains("I moved");
        String id = members.proposals(Desk.job(body)).getFirst().id().toString();
        assertThat(officer.send(page, "/officer/proposals/" + id, Map.of("accept", "true", "member", ada.toString())).body()).contains("Accepted");
        assertThat(officer.get("/officer").body()).contains("Nothing waits for you");
    }

    @Test
    void theOverviewHoldsThisYearAgainstTheLastAndSaysWhereThereIsNone() {
        Call job = Desk.job(body);
        int year = job.today().getYear();
        Call newYear = new Call(job.body(), job.actor(), LocalDate.of(year - 1, 1, 1).atTime(9, 0).atZone(body.zone()).toInstant(), job.zone());
        member("0", "Young", "full");
        assertThat(officer.get("/officer").body()).contains("the line begins tomorrow", "Nobody was judged here in " + (year - 1))
                .doesNotContain("<polyline", "As a table");

        List<MemberId> both = List.of("1", "2").stream().map(number -> members.register(newYear, new RegisterMember(number, "Ada", "Old" + number, Optional.empty(),
                LocalDate.of(2020, 1, 1), Optional.empty(), List.of(ChangeFact.of("grade", "associate", LocalDate.of(2020, 1, 1), "Register"))))).toList();
        Call herself = new Call(body.id(), new Actor.Person(officer.account(), "Ada", Set.of(Role.MEMBER), Optional.of(both.getFirst())), newYear.at(), body.zone());
        Running.part(Portfolios.class).record(herself, both.getFirst(), RecordActivity.on(newYear.today(), "Update", "course", "hours", "20"));
        Running.part(Trends.class).judgeDue(job);

        assertThat(officer.get("/officer").body()).contains("50% on this day in " + (year - 1), "class=\"s-strong dash\"", "against 50% on the same day in " + (year - 1),
                "As a table", "By the end of", "31 Jan");
        assertThat(Desk.at(Running.freshBody(), Role.OFFICER).get("/officer").body()).contains("Nobody is enrolled yet").doesNotContain("class=\"chart\"");
    }
}
