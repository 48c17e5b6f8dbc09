package collegium.app.member;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.app.Client;
import collegium.app.Running;
import collegium.kernel.ActivityId;
import collegium.portfolios.Activity;
import collegium.portfolios.ActivityQuery;
import collegium.portfolios.EvidenceFiles;
import collegium.portfolios.Portfolios;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A member records, amends and withdraws activities in a browser without scripts. */
class ActivityPagesTest {

    private static final SomeMember MEMBER = SomeMember.of("nmc", Map.of("registrations", "nurse", "renewed", "2025-06-01"));

    private static List<Activity> recorded(SomeMember member) {
        return Running.part(Portfolios.class).list(member.job(), member.id, ActivityQuery.latest(100));
    }

    private static Activity latest(SomeMember member) {
        return recorded(member).stream().max(Comparator.comparing(activity -> activity.id().toString())).orElseThrow();
    }

    private static Activity titled(SomeMember member, String title) {
        return recorded(member).stream().filter(activity -> activity.title().equals(title)).findFirst().orElseThrow();
    }

    @Test
    void threeFieldsAreEnoughAndCountAtOnce() {
        HttpResponse<String> answer = MEMBER.record(Map.of("title", "Three fields", "amount", "1:30"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(Pages.location(answer)).endsWith("/home");
        assertThat(titled(MEMBER, "Three fields").said().measures()).hasEntrySatisfying("hours", hours -> assertThat(hours).isEqualByComparingTo("1.5"));
        assertThat(MEMBER.get("/home").body()).contains("Three fields").contains("Recorded. What it counts for is on this page.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "'; drop table activity; --", "${7*7}", "#{1+1}", "[[${T(java.lang.Runtime)}]]", "\"><img src=x onerror=alert(1)>",
            "\u202Egnp.exe", "a\u0000b", "\uD83D\uDE00 emoji", "../../etc/passwd", "%00%0a", "=cmd|'/c calc'!A1", "Zażółć gęślą jaźń", "\r\nSet-Cookie: x=1"})
    void whateverIsTypedIsKeptAsTextOrRefusedBesideItsField(String text) {
        for (String field : List.of("title", "provider", "role", "reflection", "outcome", "notes", "type", "topics", "flags", "amount", "started", "structured", "objective",
                "repeat", "until", "mode", "unit", "when")) {
            Map<String, String> typed = new HashMap<>(Map.of("when", "other", "started", MEMBER.today().toString(), "ended", MEMBER.today().toString()));
            typed.put(field, text);
            HttpResponse<String> answer = MEMBER.record(typed);
            assertThat(answer.statusCode()).as(field + " " + answer.body()).isIn(302, 422);
            assertThat(answer.body()).as(field).doesNotContain("<script>alert", "<img src=x", "there was an unexpected error");
            if (answer.statusCode() == 422) {
                assertThat(answer.body()).as(field).contains("to put right", "name=\"title\"");
            }
        }
        assertThat(MEMBER.get("/record-book").body()).doesNotContain("<script>alert", "<img src=x");
        assertThat(MEMBER.get("/home").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "amount  | -2         | more than nothing",
        "amount  | 0          | more than nothing",
        "amount  | 10000      | That is more than",
        "amount  | 10,000     | Say how much as 1.5",
        "amount  | 25         | more than the days have",
        "amount  | 1.23456    | too many decimals",
        "amount  | lots       | Say how much as 1.5",
        "amount  | 1e9        | Say how much as 1.5",
        "started | 2026-13-45 | That is no date",
        "started | 1066-10-14 | too long ago",
        "started | 9999-12-31 | still to come",
        "started | tomorrow   | That is no date",
        "ended   | 2001-01-01 | before the first",
        "type    | ''         | Say what kind it is",
        "title   | ''         | Say what it is",
        "repeat  | week       | That is no date"
    })
    void whatCannotBeIsRefusedBesideItsFieldAndNothingTypedIsLost(String field, String value, String words) {
        Map<String, String> typed = new HashMap<>(Map.of("title", "Kept as typed", "when", "other", "started", MEMBER.today().toString(),
                "ended", field.equals("ended") ? "" : field.equals("started") ? value : MEMBER.today().toString(), "reflection", "I will ask first.", "topics", "ethics", "flags", "participatory"));
        typed.put(field, value);
        int before = recorded(MEMBER).size();

        HttpResponse<String> answer = MEMBER.record(typed);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains(words).contains("I will ask first.").contains("href=\"#");
        assertThat(answer.body()).containsPattern("name=\"topics\" value=\"ethics\" checked").containsPattern("name=\"flags\" value=\"participatory\" checked");
        if (!field.equals("title")) {
            assertThat(answer.body()).contains("value=\"Kept as typed\"");
        }
        assertThat(recorded(MEMBER)).hasSize(before);
    }

    @Test
    void whatIsTooLongIsRefusedAndComesBack() {
        HttpResponse<String> answer = MEMBER.record(Map.of("title", "x".repeat(201), "reflection", "y".repeat(20_001)));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("2 things to put right", "longer than 200", "longer than 20,000", "x".repeat(201));
    }

    @Test
    void theSameFormTwiceRecordsOnceAndWithOtherWordsShowsBothStates() {
        String html = MEMBER.get("/activities/new").body();
        Map<String, String> form = new HashMap<>(Map.of("_csrf", Client.csrf(html), "key", Pages.value(html, "key").orElseThrow(), "unit", "hours", "title", "Sent twice",
                "when", "today", "amount", "2", "type", "course"));
        assertThat(MEMBER.client.postBare(MEMBER.at("/activities/new"), form).statusCode()).isEqualTo(302);
        assertThat(MEMBER.client.postBare(MEMBER.at("/activities/new"), form).statusCode()).isEqualTo(302);
        assertThat(recorded(MEMBER)).filteredOn(activity -> activity.title().equals("Sent twice")).hasSize(1);

        form.put("title", "Sent with other words");
        HttpResponse<String> other = MEMBER.client.postBare(MEMBER.at("/activities/new"), form);
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("Sent twice", "Sent with other words", "Recorded by now", "action=\"/activities/" + form.get("key"));
        assertThat(recorded(MEMBER)).noneMatch(activity -> activity.title().equals("Sent with other words"));
    }

    @Test
    void aStaleWindowSeesBothStatesAndMayThenSendItsOwnOnPurpose() {
        MEMBER.record(Map.of("title", "Two windows"));
        Activity first = titled(MEMBER, "Two windows");
        String page = "/activities/" + first.id();
        String stale = MEMBER.get(page).body();
        Map<String, String> fields = Map.of("title", "From the first window", "when", "today", "amount", "2", "type", "course", "structured", "yes", "unit", "hours");
        assertThat(MEMBER.send(page, page, fields).statusCode()).isEqualTo(302);

        Map<String, String> late = new HashMap<>(fields);
        late.putAll(Map.of("title", "From the second window", "_csrf", Client.csrf(stale), "key", first.id().toString(), "revision", String.valueOf(first.revision())));
        HttpResponse<String> answer = MEMBER.client.postBare(MEMBER.at(page), late);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("From the first window", "value=\"From the second window\"", "changed meanwhile");

        late.put("revision", Pages.value(answer.body(), "revision").orElseThrow());
        assertThat(MEMBER.client.postBare(MEMBER.at(page), late).statusCode()).isEqualTo(302);
        assertThat(MEMBER.get(page + "/history").body()).contains("From the first window", "From the second window", "Two windows", "by you");
    }

    @Test
    void aPauseSaysWhatItWouldCountProposesTheKindAndKeepsADraft() {
        SomeMember member = SomeMember.of("nmc", Map.of("registrations", "nurse", "renewed", "2025-06-01"));
        String html = member.get("/activities/new").body();
        Map<String, String> form = new HashMap<>(Map.of("_csrf", Client.csrf(html), "key", Pages.value(html, "key").orElseThrow(), "unit", "hours",
                "title", "Reading: consent", "when", "today", "amount", "2", "type", "", "structured", ""));

        HttpResponse<String> pause = member.client.postBare(member.at("/activities/would?fragment"), form, "HX-Request", "true");
        assertThat(pause.statusCode()).as(pause.body()).isEqualTo(200);
        assertThat(pause.body()).contains("Would count 2 of 2 hour", "0 becomes 2 of 35", "Draft kept at").containsPattern("value=\"reading\" selected").doesNotContain("<html");

        form.put("fragment", "");
        form.remove("fragment");
        assertThat(member.client.postBare(member.at("/activities/would"), form).body()).contains("<html", "Would count 2 of 2 hour", "value=\"Reading: consent\"");
        assertThat(recorded(member)).isEmpty();
        assertThat(member.get("/activities/new").body()).contains("You began “Reading: consent”");
        String again = member.get("/activities/new?draft=" + form.get("key")).body();
        assertThat(again).contains("value=\"Reading: consent\"", "value=\"" + form.get("key") + "\"").doesNotContain("You began");

        form.put("type", "reading");
        assertThat(member.client.postBare(member.at("/activities/new"), form).statusCode()).isEqualTo(302);
        assertThat(member.get("/activities/new").body()).doesNotContain("You began");
    }

    @Test
    void aDraftCanBeThrownAway() {
        SomeMember member = SomeMember.of("nmc", Map.of("renewed", "2025-06-01"));
        member.send("/activities/new", "/activities/would?fragment", Map.of("title", "Not this"));
        String form = Pages.value(member.get("/activities/new").body(), "form").orElseThrow();
        assertThat(member.client.post(member.at("/activities/new"), member.at("/drafts/discard"), Map.of("form", form)).statusCode()).isEqualTo(302);
        assertThat(member.get("/activities/new").body()).doesNotContain("Not this");
    }

    @Test
    void everySecondWeekIsPlannedAndOneTapMakesItDone() {
        SomeMember member = SomeMember.of("nmc", Map.of("renewed", "2025-06-01"));
        member.record(Map.of("title", "Supervision", "when", "other", "started", member.today().minusWeeks(2).toString(), "ended", "", "type", "supervision",
                "repeat", "fortnight", "until", member.today().plusWeeks(2).toString()));
        assertThat(recorded(member)).extracting(Activity::state).containsExactly(Activity.State.PLANNED, Activity.State.PLANNED, Activity.State.RECORDED);

        Activity due = recorded(member).get(1);
        assertThat(member.get("/activities/new").body()).contains("Planned for");
        HttpResponse<String> done = member.client.post(member.at("/activities/new"), member.at("/activities/" + due.id() + "/done"), Map.of("revision", String.valueOf(due.revision())));
        assertThat(Pages.location(done)).endsWith("/home");
        assertThat(Running.part(Portfolios.class).find(member.job(), due.id()).state()).isEqualTo(Activity.State.RECORDED);

        Activity later = recorded(member).getFirst();
        assertThat(member.client.post(member.at("/activities/new"), member.at("/activities/" + later.id() + "/done"), Map.of("revision", String.valueOf(later.revision()))).statusCode())
                .isEqualTo(422);
        assertThat(member.get("/activities/new?again=" + due.id()).body()).contains("value=\"Supervision\"").containsPattern("value=\"supervision\" selected");
    }

    @Test
    void aFileIsTakenAwayAndWhatIsTypedMeanwhileStays() throws IOException {
        MEMBER.record(Map.of("title", "With a file"));
        Activity activity = titled(MEMBER, "With a file");
        Running.part(EvidenceFiles.class).add(MEMBER.own(), activity.id(), "letter.txt", new ByteArrayInputStream("Dear".getBytes(StandardCharsets.UTF_8)));
        String page = "/activities/" + activity.id();
        String remove = Pages.first(MEMBER.get(page).body(), "formaction=\"(/evidence/[^\"]+/remove)\"").orElseThrow();

        HttpResponse<String> answer = MEMBER.send(page, remove, Map.of("title", "Typed meanwhile", "when", "today", "amount", "3", "type", "course"));
        assertThat(Pages.location(answer)).endsWith(page + "?draft");
        assertThat(MEMBER.get(page + "?draft").body()).contains("value=\"Typed meanwhile\"").doesNotContain("letter.txt");
        assertThat(MEMBER.get(page).body()).contains("value=\"With a file\"", "did not send it");
    }

    @Test
    void nobodyElseSeesOrChangesIt() {
        SomeMember member = SomeMember.of("nmc", Map.of("renewed", "2025-06-01"));
        member.record(Map.of("title", "Mine alone"));
        Activity mine = latest(member);
        SomeMember other = member.another();
        for (String path : List.of("", "/history")) {
            assertThat(other.get("/activities/" + mine.id() + path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(other.get("/activities/new?again=" + mine.id()).statusCode()).isEqualTo(404);
        for (String path : List.of("", "/withdraw", "/done")) {
            HttpResponse<String> answer = other.send("/activities/new", "/activities/" + mine.id() + path, Map.of("revision", String.valueOf(mine.revision()), "title", "Theirs", "amount", "1", "type", "course"));
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
        }
        HttpResponse<String> byKey = other.send("/activities/new", "/activities/new", Map.of("key", mine.id().toString(), "title", "Theirs", "when", "today", "amount", "1", "type", "course"));
        assertThat(byKey.statusCode()).isEqualTo(404);
        HttpResponse<String> would = other.send("/activities/new", "/activities/would?fragment", Map.of("key", mine.id().toString(), "revision", "1", "title", "Theirs"));
        assertThat(would.statusCode()).isEqualTo(404);
        assertThat(Running.part(Portfolios.class).find(member.job(), mine.id())).isEqualTo(mine);
        assertThat(other.get("/activities/" + new ActivityId(member.job().freshId())).statusCode()).isEqualTo(404);
        assertThat(other.get("/activities/none-such").statusCode()).isEqualTo(404);
    }

    @Test
    void withdrawnItIsReadableAndCountsNoLonger() {
        SomeMember member = SomeMember.of("nmc", Map.of("renewed", "2025-06-01"));
        member.record(Map.of("title", "Not mine after all"));
        Activity activity = latest(member);
        HttpResponse<String> answer = member.send("/activities/" + activity.id(), "/activities/" + activity.id() + "/withdraw", Map.of());
        assertThat(Pages.location(answer)).endsWith("/record-book");
        assertThat(recorded(member)).isEmpty();
        assertThat(Pages.location(member.get("/activities/" + activity.id()))).endsWith("/history");
        assertThat(member.get("/activities/" + activity.id() + "/history").body()).contains("It is withdrawn", "Not mine after all");
    }
}
