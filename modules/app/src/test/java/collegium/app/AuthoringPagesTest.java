package collegium.app;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.Role;
import collegium.membership.Accounts;
import collegium.membership.Members;
import collegium.membership.RegisterMember;
import collegium.requirements.engine.Vocabulary;
import collegium.requirements.schemes.RuleForm;
import collegium.requirements.schemes.RuleForms;
import collegium.requirements.schemes.RuleKey;
import collegium.requirements.schemes.RulePart;
import collegium.requirements.schemes.SchemeDocuments;
import collegium.requirements.schemes.SchemeText;
import collegium.requirements.schemes.ShippedSchemes;
import collegium.tenancy.Body;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;

/** An administrator without scripts writes rules, tries them and publishes them. */
class AuthoringPagesTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String START = "/admin/requirements/new";
    /** Two pages of 25 and some. */
    private static final int MANY = 53;
    /** Fields whose values are names or words of one scheme alone. */
    private static final Pattern SCHEMES_OWN = Pattern.compile("^(inside|in|over|only|except|artefacts|distinct|fact|most-in|breadth(\\.among.*|\\.each)?|each(\\..*)?|as\\..*|pot\\..*|when\\.day|of\\.(?!measure|dated|recorded|carried).*|(?:require|is)\\.(?!measure).*|(?:who|member)\\.(?!.*\\.(low|high|from|until)).*|amount\\.(number|percent|of|fact|on|row.*|otherwise|step.*)|rate\\.(number|first|step.*)|window\\.number|prorata\\.(while|to))$");
    private static final Pattern FIELD = Pattern.compile("<(input|select|textarea)\\b([^>]*)>(.*?)(?=<(?:input|select|textarea|button)\\b|$)", Pattern.DOTALL);
    private final Body body = Running.freshBody();
    private final Client owen = signedIn("owen");

    private Client signedIn(String name) {
        Call job = new Call(body.id(), new Actor.Job("test"), Running.part(Clock.class).instant(), body.zone());
        Accounts accounts = Running.part(Accounts.class);
        AccountId id = accounts.open(job, name + "@example.org", name, Set.of(Role.ADMINISTRATOR));
        accounts.setPassword(job, accounts.link(job, id, true), Running.hash(PASSWORD));
        Client client = new Client();
        client.post(at("/sign-in"), at("/sign-in"), Map.of("username", name + "@example.org", "password", PASSWORD));
        return client;
    }

    private String at(String path) {
        return Running.at(body, path);
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow().replaceAll("#.*", "").replaceAll("^https?://[^/]+", "");
    }

    private static Map<String, String> answers() {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("title", "Clinical supervisors");
        answers.put("counted", "HOURS");
        answers.put("howMuch", "18");
        answers.put("over", "YEAR");
        answers.put("firstDay", "2026-01-01");
        answers.put("structured", "6");
        answers.put("onTopic", "3");
        answers.put("topic", "Supervision");
        answers.put("carry", "SOME");
        answers.put("carried", "4");
        return answers;
    }

    private String draft() {
        return location(owen.post(at(START), at(START), answers()));
    }

    private String page(String path) {
        HttpResponse<String> answer = owen.get(at(path));
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String hidden(String page, String name) {
        Matcher matcher = Pattern.compile("name=\"" + name + "\"[^>]*value=\"([^\"]*)\"").matcher(page);
        assertThat(matcher.find()).as(name + " on " + page).isTrue();
        return matcher.group(1).replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
    }

    @Test
    void fourQuestionsMakeADraftInWords() {
        String rules = page(draft());
        assertThat(rules).contains("Clinical supervisors, version 1", "At least 18 hours.", "At least 6 hours that are structured.", "At least 3 hours on supervision.",
                "Up to 4 hours beyond what is needed may be carried on");
    }

    @Test
    void aPeriodOfSeveralYearsHasAsManyAsSaid() {
        Map<String, String> five = answers();
        five.put("over", "YEARS");
        five.put("years", "11");
        HttpResponse<String> refused = owen.post(at(START), at(START), five);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("From 2 to 10 years", "value=\"11\"");
        five.put("years", "5");
        assertThat(owen.get(at(location(owen.post(at(START), at(START), five)) + "/document")).body()).contains("5 years");
    }

    @Test
    void thePeriodIsSaidAndHasAForm() {
        String draft = draft();
        assertThat(page(draft)).contains("A period is a calendar year.", draft + "/period");
        String form = page(draft + "/period");
        Map<String, String> own = new LinkedHashMap<>(Map.of("was", hidden(form, "was"), "length", "3", "unit", "YEARS", "begins", "ANNIVERSARY_OF", "firstDay", "", "fact", ""));
        HttpResponse<String> refused = owen.post(at(draft + "/period"), at(draft + "/period"), own);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Choose a day that is recorded of each member, or name a new one.", "value=\"3\"");

        own.put("newFact", "Certified on");
        own.put("act", "look");
        assertThat(owen.post(at(draft + "/period"), at(draft + "/period"), own).body()).contains("Certified on");
        own.put("act", "save");
        assertThat(page(location(owen.post(at(draft + "/period"), at(draft + "/period"), own)))).contains("A period is 3 years, the first from “Certified on”.");

        HttpResponse<String> second = owen.post(at(draft + "/period"), at(draft + "/period"),
                Map.of("was", own.get("was"), "length", "5", "unit", "YEARS", "begins", "ON_A_DAY", "firstDay", "2026-01-01"));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("It says now: A period is 3 years", "value=\"5\"");
    }

    @Test
    void aPeriodThatTheFormDoesNotKnowIsSaidAndLeft() {
        String draft = location(owen.post(at("/admin/requirements/new/document"), at("/admin/requirements/new/document"), Map.of("from", "2026-01-01", "text",
                "scheme: blocks\ntitle: In blocks\ncycle: {blocks: [{from: 2024-01-01, to: 2026-12-31}]}\nrequirements: [{id: total, title: All, count: all, at-least: 1}]\n")));
        assertThat(page(draft + "/period")).contains("It says more than this form knows", "The periods are 1 January 2024 to 31 December 2026.")
                .doesNotContain("name=\"length\"");
    }

    @Test
    void theRulesAreSaidAsOneAnswers() {
        Map<String, String> open = answers();
        open.put("title", "");
        open.put("_csrf", Client.csrf(page(START)));
        assertThat(owen.postBare(at(START + "/words"), open).body()).contains("At least 18 hours.").doesNotContain("<html");
    }

    @Test
    void answersThatMakeNoSchemeComeBackWithEverythingTyped() {
        Map<String, String> wrong = answers();
        wrong.put("structured", "30");
        wrong.put("howMuch", "18");
        wrong.put("firstDay", "soon");
        HttpResponse<String> answer = owen.post(at(START), at(START), wrong);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("cannot be more than the whole", "Supervision", "value=\"30\"")
                .contains(">At least 18 hours.<", ">At least 3 hours on supervision.<").doesNotContain("At least 30 hours");
    }

    @Test
    void aPublishedModelIsLookedAtAndAdopted() {
        assertThat(page("/admin/requirements/new/models?find=general+dental")).contains("General Dental Council", "1 model").doesNotContain("ACCA");
        assertThat(page("/admin/requirements/new/models?find=nobody+at+all")).contains("None of them is modelled on that", "See all 66").doesNotContain("General Dental");
        String model = "/admin/requirements/new/models/acca";
        assertThat(page(model)).contains("check before use");
        String draft = location(owen.post(at(model), at(model), Map.of("title", "Our units", "from", "2027-01-01")));
        assertThat(page(draft)).contains("Our units, version 1", "Modelled on the published CPD rules of ACCA");
    }

    @Test
    void aRuleIsEditedInItsForm() {
        String draft = draft();
        String editor = draft + "/rules/requirements:structured";
        String open = page(editor);
        assertThat(open).contains("As members will read it", "value=\"6\"");
        Map<String, String> form = new LinkedHashMap<>(Map.of("title", "Structured", "what", "count", "of.flag", "structured", "amount.kind", "fixed",
                "amount.number", "9", "inside", "total", "severity", "mandatory", "clause", "Rule 4", "was", hidden(open, "was")));
        Map<String, String> tried = new LinkedHashMap<>(form);
        tried.put("_csrf", Client.csrf(open));
        assertThat(owen.postBare(at(editor + "/sentence"), tried).body()).contains("<mark>9</mark>").doesNotContain("<html");
        assertThat(page(draft)).contains("At least 6 hours that are structured.");
        assertThat(location(owen.post(at(editor), at(editor), form))).isEqualTo(draft);
        assertThat(page(draft)).contains("At least 9 hours that are structured.", "Rule 4");
        assertThat(page(draft + "/document")).contains("clause: Rule 4");
    }

    @Test
    void whatCannotBeIsRefusedBesideItsFieldAndNothingIsLost() {
        String editor = draft() + "/rules/requirements:structured";
        String open = page(editor);
        HttpResponse<String> answer = owen.post(at(editor), at(editor), Map.of("title", "Structured", "what", "count", "of.flag", "structured",
                "amount.kind", "fixed", "amount.number", "99", "inside", "total", "says", "My words stay", "was", hidden(open, "was")));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("More is needed inside", "value=\"99\"", "My words stay", "amount-number-error");
    }

    @Test
    void whoComesSecondSeesWhatTheFirstSaved() {
        String draft = draft();
        String editor = draft + "/rules/requirements:structured";
        Client ines = signedIn("ines");
        String opened = ines.get(at(editor)).body();
        Map<String, String> form = new LinkedHashMap<>(Map.of("title", "Structured", "what", "count", "of.flag", "structured", "amount.kind", "fixed",
                "amount.number", "9", "inside", "total", "was", hidden(opened, "was")));
        location(owen.post(at(editor), at(editor), form));
        form.put("amount.number", "12");
        HttpResponse<String> second = ines.post(at(editor), at(editor), form);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("Somebody else changed this rule", "It says now: At least 9 hours", "value=\"12\"");
        form.put("was", hidden(second.body(), "was"));
        assertThat(location(ines.post(at(editor), at(editor), form))).isEqualTo(draft);
        assertThat(page(draft)).contains("At least 12 hours that are structured.");
    }

    @Test
    void rulesOfEveryKindAreAdded() {
        String draft = draft();
        for (Map.Entry<String, Map<String, String>> rule : Map.of(
                "requirements", Map.of("title", "Reflections", "what", "artefacts", "artefacts", "reflection", "amount.kind", "fixed", "amount.number", "2"),
                "limits", Map.of("title", "One day", "per", "day", "amount.kind", "fixed", "amount.number", "7"),
                "credit", Map.of("title", "Reading at half", "of.type", "reading", "rate", "times", "rate.number", "0.5"),
                "carry", Map.of("title", "Also", "over", "total", "amount.kind", "fixed", "amount.number", "2")).entrySet()) {
            String editor = draft + "/rules/" + rule.getKey() + ":new";
            assertThat(location(owen.post(at(editor), at(editor), rule.getValue()))).isEqualTo(draft);
        }
        assertThat(page(draft)).contains("2 × reflection", "One day: no more than 7 hours count a day", "Reading at half: each hour is credited as 0.5 hours", "Up to 2 hours");
        String menu = draft + "/rules/requirements:new";
        String two = "title=Either&what=options&amount.kind=fixed&amount.number=1&option.title=Thirty&option.number=30&option.title=Forty&option.number=40";
        assertThat(owen.postText(at(menu), two, page(menu)).statusCode()).isEqualTo(302);
        assertThat(page(draft)).contains("One of: Thirty; Forty.", "/rules/requirements:thirty");
    }

    /** What a browser would send of the editor that was opened, with nothing touched. */
    private static RuleForm untouched(String page, RulePart part) {
        String editor = page.substring(page.indexOf("id=\"editor\""));
        Map<String, List<String>> fields = new LinkedHashMap<>();
        FIELD.matcher(editor.substring(editor.indexOf("<form"), editor.indexOf("</form>"))).results().forEach(field -> {
            String attributes = field.group(2);
            String type = attribute(attributes, "type");
            boolean sent = !attribute(attributes, "name").isEmpty() && !attribute(attributes, "name").matches("_csrf|was|kind|words|fact\\..*")
                    && (!type.matches("radio|checkbox") || attributes.contains("checked"));
            if (sent) {
                fields.computeIfAbsent(attribute(attributes, "name"), _ -> new ArrayList<>()).add(HtmlUtils.htmlUnescape(switch (field.group(1)) {
                    case "textarea" -> field.group(3).replaceFirst("(?s)</textarea>.*", "");
                    case "select" -> chosen(field.group(3));
                    default -> attribute(attributes, "value");
                }));
            }
        });
        return new RuleForm(part, fields);
    }

    private static String attribute(String of, String name) {
        Matcher found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(of);
        return found.find() ? found.group(1) : "";
    }

    private static String chosen(String options) {
        List<String> all = Pattern.compile("<option\\b([^>]*)>").matcher(options).results().map(option -> option.group(1)).toList();
        return all.stream().filter(option -> option.contains("selected")).findFirst().or(() -> all.stream().findFirst()).map(option -> attribute(option, "value")).orElse("");
    }

    /** What a form says, without the names of its scheme: two rules of one shape are one. */
    private static String shape(RuleForm form) {
        return form.part().list() + form.fields().entrySet().stream().filter(field -> !field.getKey().matches("title|clause|says|because")).map(field -> SCHEMES_OWN.matcher(field.getKey()).find()
                ? field.getKey().replaceFirst("^((?:of|require|is|who|member|as|amount\\.row|pot)\\.(?:any\\.[0-9]+\\.)?).*", "$1") : field.getKey() + field.getValue()).distinct().sorted().toList();
    }

    /** The form as it is on the page, not only as it is read from the document: what it does not show it would take away. */
    @Test
    void aShippedRuleOpenedOnItsPageAndSavedIsAsItWas() {
        Set<String> seen = new HashSet<>();
        for (String id : ShippedSchemes.ids()) {
            SchemeText text = SchemeText.of(ShippedSchemes.document(id).orElseThrow(), LocalDate.of(2026, 1, 1)).orElseThrow();
            Vocabulary vocabulary = SchemeDocuments.read(text.text()).orThrow().vocabulary();
            List<RuleKey> fresh = text.rules().stream().filter(rule -> seen.add(shape(RuleForms.read(text, rule, vocabulary).orElseThrow()))).toList();
            String model = "/admin/requirements/new/models/" + id;
            String draft = fresh.isEmpty() ? "" : location(owen.post(at(model), at(model), Map.of("title", id, "from", "2026-01-01")));
            for (RuleKey rule : fresh) {
                RuleForm form = untouched(page(draft + "/rules/" + rule), rule.part());
                assertThat(RuleForms.write(text, rule, form, vocabulary).orElseThrow().text()).as(id + " " + rule).isEqualTo(text.text());
            }
        }
        assertThat(seen).hasSizeGreaterThan(40);
    }

    @Test
    void whatCountsAtAllAndRepeatsHaveForms() {
        String draft = draft();
        String editor = draft + "/rules/eligible:new";
        assertThat(page(editor)).contains("What an activity must be to count at all", "Which activities this is about");
        HttpResponse<String> nothing = owen.post(at(editor), at(editor), Map.of("of.type", "reading"));
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("require-error").containsPattern("value=\"reading\"[^>]*checked");
        Map<String, String> form = new LinkedHashMap<>(Map.of("of.type", "reading", "require.measure.hours.low", "at-least", "require.measure.hours.low.number", "1"));
        form.put("_csrf", Client.csrf(page(editor)));
        assertThat(owen.postBare(at(editor + "/sentence"), form).body()).contains("counts only if it is one with hours at least 1.").doesNotContain("What is judged");
        location(owen.post(at(editor), at(editor), form));
        String again = draft + "/rules/repeats:new";
        location(owen.post(at(again), at(again), Map.of("title", "A course is credited once", "within", "span", "within.number", "2", "within.unit", "years")));
        assertThat(page(draft)).contains("An activity of reading counts only if it is one with hours at least 1.", "A course is credited once.");
        assertThat(page(draft + "/rules/repeats:1")).contains("What is judged: The same course is credited only once in 2 years.");
        String one = draft + "/rules/eligible:1";
        location(owen.post(at(one), at(one), Map.of("act", "remove", "was", hidden(page(one), "was"))));
        assertThat(page(draft)).doesNotContain("of reading counts only");
    }

    @Test
    void oneOfSeveralIsChosenAndOneMoreComesWithTheSentence() {
        String draft = draft();
        String editor = draft + "/rules/requirements:new";
        assertThat(page(editor)).contains("name=\"of.any.2.type\"").doesNotContain("name=\"of.any.3.type\"");
        Map<String, String> form = new LinkedHashMap<>(Map.of("title", "Either", "what", "count", "amount.kind", "fixed", "amount.number", "5",
                "of.any.1.type", "reading", "of.any.2.topic", "supervision", "act", "look"));
        HttpResponse<String> looked = owen.post(at(editor), at(editor), form);
        assertThat(looked.body()).contains("At least 5 hours of reading or on supervision.", "name=\"of.any.3.type\"").doesNotContain("name=\"of.any.4.type\"");
        form.remove("act");
        location(owen.post(at(editor), at(editor), form));
        assertThat(page(draft)).contains("At least 5 hours of reading or on supervision.");
        assertThat(page(draft + "/rules/requirements:either")).containsPattern("name=\"of.any.1.type\" value=\"reading\"[^>]*checked");
    }

    @Test
    void hoursThatCountOnceAndCreditWithoutAnActivityHaveForms() {
        String draft = draft();
        String editor = draft + "/rules/exclusive:new";
        HttpResponse<String> one = owen.post(at(editor), at(editor), Map.of("pot.1", "total", "clause", "Rule 12"));
        assertThat(one.statusCode()).isEqualTo(422);
        assertThat(one.body()).contains("pots-error", "value=\"Rule 12\"").containsPattern("name=\"pot.1\" value=\"total\"[^>]*checked");
        location(owen.post(at(editor), at(editor), Map.of("pot.1", "total", "pot.2", "structured", "clause", "Rule 12")));
        String award = draft + "/rules/awards:new";
        HttpResponse<String> nothing = owen.post(at(award), at(award), Map.of("title", "For the office", "when", "each-year"));
        assertThat(nothing.statusCode()).isEqualTo(422);
        location(owen.post(at(award), at(award), Map.of("title", "For the office", "when", "each-year", "amount.kind", "fixed", "amount.number", "2")));
        assertThat(page(draft)).contains("Credit counts once: for “", "For the office: 2 hours without an activity.", "/rules/exclusive:1", "/rules/awards:for_the_office");
        assertThat(page(draft + "/rules/exclusive:1")).contains("name=\"pot.1.name\" value=\"total\"");
    }

    /** Whatever way of counting is chosen, its own fields are those that the sentence is made of. */
    @Test
    void aRequirementAsksForOtherThingsThanASum() {
        String draft = draft();
        String editor = draft + "/rules/requirements:new";
        Map<Map<String, String>, String> rules = Map.of(
                Map.of("title", "Several types", "what", "breadth", "breadth", "type", "amount.kind", "fixed", "amount.number", "3"), "At least 3 types covered.",
                Map.of("title", "In each", "what", "entries", "each", "topic", "each.among.topic", "supervision", "amount.kind", "fixed", "amount.number", "2"),
                "At least 2 entries for each of “Supervision”.",
                Map.of("title", "All reflected on", "what", "every", "is.has", "reflection", "amount.kind", "fixed", "amount.number", "9"), "Each activity has reflection.");
        rules.forEach((form, sentence) -> {
            location(owen.post(at(editor), at(editor), form));
            assertThat(page(draft)).contains(sentence);
        });
        HttpResponse<String> nothing = owen.post(at(editor), at(editor), Map.of("title", "Nothing", "what", "member"));
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("member-error", "Nothing is asked of the member.");
    }

    @Test
    void anAlternativeIsMadeOfSeveralThings() {
        String draft = draft();
        String menu = draft + "/rules/requirements:new";
        assertThat(owen.postText(at(menu), "title=Either&what=options&amount.number=1&option.title=Thirty&option.number=30&option.title=Fifteen&option.number=15", page(menu)).statusCode()).isEqualTo(302);
        String part = draft + "/rules/requirements:fifteen";
        String several = "title=Fifteen&what=parts&was=" + URLEncoder.encode(hidden(page(part), "was"), StandardCharsets.UTF_8) + "&option.title=Contact&option.number=15&option.title=Safety&option.number=1";
        assertThat(owen.postText(at(part), several, page(part)).statusCode()).isEqualTo(302);
        assertThat(page(draft)).contains("All of: at least 15 hours; at least 1 hour.", "/rules/requirements:contact");
        assertThat(page(part)).contains("One more part", "The parts", "/rules/requirements:contact#editor").doesNotContain("id=\"amount-number\"");
        location(owen.post(at(part), at(part + "/options"), Map.of("option.title", "Third", "option.number", "3")));
        assertThat(page(draft)).contains("All of: at least 15 hours; at least 1 hour; at least 3 hours.");
    }

    @Test
    void aNumberIsAddedAndAskedForBySteps() {
        String draft = draft();
        String editor = draft + "/rules/requirements:new";
        Map<String, String> form = new LinkedHashMap<>(Map.of("title", "By practice", "what", "count", "amount.kind", "steps", "amount.step.1.from", "500", "amount.step.1.value", "10"));
        form.putAll(Map.of("fact.words", "Hours of practice", "fact.kind", "NUMBER"));
        assertThat(owen.post(at(editor), at(editor + "/facts"), form).body()).contains("value=\"hours_of_practice\"", "value=\"500\"");
        form.keySet().removeIf(name -> name.startsWith("fact."));
        form.putAll(Map.of("amount.on", "hours_of_practice", "amount.step.2.from", "1000", "amount.step.2.value", "20", "amount.otherwise", "0"));
        form.put("act", "look");
        assertThat(owen.post(at(editor), at(editor), form).body()).contains("20 if at least 1000; 10 if at least 500; otherwise 0", "amount.step.3.from");
        form.remove("act");
        location(owen.post(at(editor), at(editor), form));
        assertThat(page(draft + "/rules/requirements:by_practice")).containsPattern("name=\"amount.step.1.from\"[^>]*value=\"1000\"");
    }

    @Test
    void aGradeAndADayAreAddedBesideARuleThatStaysTyped() {
        String editor = draft() + "/rules/requirements:new";
        Map<String, String> rule = new LinkedHashMap<>(Map.of("title", "For some", "what", "count", "amount.kind", "table", "amount.otherwise", "4"));
        rule.putAll(Map.of("fact.words", "Grade", "fact.kind", "LIST", "fact.values", "Full"));
        HttpResponse<String> refused = owen.post(at(editor), at(editor + "/facts"), rule);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("A list needs two values", "value=\"For some\"", "value=\"Grade\"", ">Full</textarea>");
        rule.put("fact.values", "Full\nAssociate\n");
        HttpResponse<String> added = owen.post(at(editor), at(editor + "/facts"), rule);
        assertThat(added.body()).contains("value=\"For some\"", "amount.row.full", "amount.row.associate").doesNotContain("value=\"Grade\"");
        assertThat(owen.post(at(editor), at(editor + "/facts"), Map.of("title", "For some", "fact.words", "Joined on", "fact.kind", "DAY")).body()).contains("value=\"from:joined_on\"");
        Map<String, String> whole = new LinkedHashMap<>(Map.of("title", "For some", "what", "count", "amount.kind", "table", "amount.fact", "grade",
                "amount.row.full", "12", "amount.row.associate", "6", "prorata.while", "from:joined_on", "prorata.to", "0.5"));
        location(owen.post(at(editor), at(editor), whole));
        String draft = editor.substring(0, editor.indexOf("/rules/"));
        assertThat(page(draft)).contains("Hours: at least 12 (Full), 6 (Associate), in proportion to the time from “Joined on”.");
        assertThat(page(draft + "/rules/requirements:for_some")).contains("value=\"12\"").containsPattern("value=\"from:joined_on\"[^>]*selected");
    }

    @Test
    void theDocumentIsKeptWithItsFaultsMarked() {
        String document = draft() + "/document";
        String open = page(document);
        String text = "scheme: clinical_supervisors\ntopics: {ethics: Ethics}\nrequirements:\n  - {id: total, title: Total, count: {topic: etics}, at-least: 20}\n";
        HttpResponse<String> faulty = owen.post(at(document), at(document), Map.of("text", text, "base", hidden(open, "base")));
        assertThat(faulty.statusCode()).isEqualTo(422);
        assertThat(faulty.body()).contains("Line 4:", "is no known topic", "class=\"faulty\"");
        assertThat(page(document)).contains("etics");
        location(owen.post(at(document), at(document), Map.of("text", text.replace("etics", "ethics"), "base", hidden(open, "base"))));
        assertThat(page(document)).contains("topic: ethics").doesNotContain("etics}");
    }

    @Test
    void anInventedMemberIsJudgedAtOnceAndKeptAsAnExample() {
        String path = draft() + "/try";
        Map<String, String> invented = new LinkedHashMap<>(Map.of("asAt", "2026-12-31", "date.0", "2026-05-01", "amount.0", "20", "flag.0", "structured",
                "title", "Twenty structured hours"));
        Map<String, String> tried = new LinkedHashMap<>(invented);
        tried.put("_csrf", Client.csrf(page(path)));
        assertThat(owen.postBare(at(path + "/verdict"), tried).body()).contains("Short", "of 3 hours").doesNotContain("<html");
        tried.put("topic.0", "supervision");
        assertThat(owen.postBare(at(path + "/verdict"), tried).body()).contains("Met");
        invented.put("act", "keep");
        location(owen.post(at(path), at(path), invented));
        assertThat(page(path)).contains("Twenty structured hours", "As expected");
        invented.put("asAt", "some day");
        HttpResponse<String> without = owen.post(at(path), at(path), invented);
        assertThat(without.statusCode()).isEqualTo(422);
        assertThat(without.body()).contains("There is no verdict yet", "value=\"20\"");
        invented.put("act", "more");
        assertThat(owen.post(at(path), at(path), invented).body()).contains("Activity 2");
    }

    @Test
    void aDraftIsTriedOnARealMemberPublishedAndFollowed() {
        Call job = new Call(body.id(), new Actor.Job("test"), Running.part(Clock.class).instant(), body.zone());
        Running.part(Members.class).register(job, new RegisterMember("A-1", "Abena", "Koranteng", Optional.empty(), LocalDate.of(2020, 1, 1), Optional.empty(), List.of()));
        String draft = draft();
        String found = page(draft + "/try?find=Koranteng");
        assertThat(found).contains("Abena Koranteng");
        Matcher link = Pattern.compile("href=\"([^\"#]*member=[^\"#]*)").matcher(found);
        assertThat(link.find()).isTrue();
        assertThat(page(link.group(1).replace("&amp;", "&"))).contains("not under this scheme", "As tried");
        location(owen.post(at(draft), at(draft + "/members"), Map.of("whom", "", "reason", "Every supervisor")));
        assertThat(location(owen.post(at(draft), at(draft + "/publish"), Map.of("from", "2026-01-01")))).isEqualTo(draft);
        String published = page(draft);
        assertThat(published).contains("Every supervisor", "judged again").doesNotContain("Throw the draft away");
        String next = location(owen.post(at(draft), at(draft.substring(0, draft.lastIndexOf('/')) + "/next"), Map.of()));
        String editor = next + "/rules/requirements:structured";
        location(owen.post(at(editor), at(editor), Map.of("title", "Structured", "what", "count", "of.flag", "structured", "amount.kind", "fixed",
                "amount.number", "9", "inside", "total", "was", hidden(page(editor), "was"))));
        assertThat(page(next + "/changes")).contains("Structured rises from 6 to 9 hours.", "more is asked", "<ins>9</ins>", "<del>6</del>");
        assertThat(page(next)).contains("changed in version 2", "as in version 1", "In the middle of a period");
        assertThat(owen.post(at(next), at(next + "/publish"), Map.of("from", "2025-01-01")).statusCode()).isEqualTo(422);
        assertThat(location(owen.post(at(next), at(next + "/discard"), Map.of()))).isEqualTo("/admin/requirements");
    }

    /** More of them than a page lists, two of each name: everybody is on one page, and once, whichever way they are sorted. */
    @Test
    void whoWouldMoveIsListedPageAfterPage() throws InterruptedException {
        Call job = new Call(body.id(), new Actor.Job("test"), Running.part(Clock.class).instant(), body.zone());
        for (int n = 1; n <= MANY; n++) {
            Running.part(Members.class).register(job, new RegisterMember("B-" + n, "Ada", "Number" + n / 2, Optional.empty(), LocalDate.of(2020, 1, 1), Optional.empty(), List.of()));
        }
        String draft = draft();
        location(owen.post(at(draft), at(draft + "/members"), Map.of("whom", "", "reason", "Every supervisor")));
        location(owen.post(at(draft), at(draft + "/publish"), Map.of("from", "2026-01-01")));
        untilJudged(draft, MANY + " members judged again");
        String next = location(owen.post(at(draft), at(draft.substring(0, draft.lastIndexOf('/')) + "/next"), Map.of()));
        String document = next + "/document";
        String nothing = "scheme: clinical_supervisors\nunit: hour\nrequirements:\n  - {id: total, title: Total, count: all, at-least: 0}\n";
        location(owen.post(at(document), at(document), Map.of("text", nothing, "base", hidden(page(document), "base"))));
        location(owen.post(at(next + "/dry-run"), at(next + "/dry-run"), Map.of()));
        until(next + "/dry-run", "would stand elsewhere</span>");
        for (String sort : List.of("", "name")) {
            List<String> listed = new ArrayList<>();
            String at = next + "/dry-run?sort=" + sort;
            int pages = 0;
            while (!at.isEmpty()) {
                String page = page(at);
                Pattern.compile("/officer/members/([0-9a-f-]{36})").matcher(page).results().forEach(found -> listed.add(found.group(1)));
                assertThat(page.contains("From the beginning")).isEqualTo(pages > 0);
                Matcher more = Pattern.compile("href=\"([^\"]*after=[^\"#]*)").matcher(page);
                at = more.find() ? HtmlUtils.htmlUnescape(more.group(1)) : "";
                pages++;
            }
            assertThat(pages).isEqualTo(3);
            assertThat(listed).hasSize(MANY).doesNotHaveDuplicates();
        }
    }

    private String publishedForOneMember() throws InterruptedException {
        Call job = new Call(body.id(), new Actor.Job("test"), Running.part(Clock.class).instant(), body.zone());
        Running.part(Members.class).register(job, new RegisterMember("A-1", "Abena", "Koranteng", Optional.empty(), LocalDate.of(2020, 1, 1), Optional.empty(), List.of()));
        String draft = draft();
        location(owen.post(at(draft), at(draft + "/members"), Map.of("whom", "", "reason", "Every supervisor")));
        location(owen.post(at(draft), at(draft + "/publish"), Map.of("from", "2026-01-01")));
        untilJudged(draft, "1 member judged again");
        return draft;
    }

    @Test
    void aDraftIsTriedOnEverybodyInTheBackground() throws InterruptedException {
        String draft = publishedForOneMember();
        String next = location(owen.post(at(draft), at(draft.substring(0, draft.lastIndexOf('/')) + "/next"), Map.of()));
        assertThat(page(next)).contains(next + "/dry-run");
        assertThat(page(next + "/dry-run")).contains("Not tried yet");
        assertThat(owen.get(at(next + "/dry-run/members.csv")).statusCode()).isEqualTo(404);
        assertThat(location(owen.post(at(next + "/dry-run"), at(next + "/dry-run"), Map.of()))).isEqualTo(next + "/dry-run");
        assertThat(until(next + "/dry-run", "would stand elsewhere</span>")).contains("<b>0</b>", "of 1 member would").doesNotContain("The draft was changed since");
        assertThat(owen.get(at(next + "/dry-run/members.csv")).body()).startsWith("Number,Name,Now,By the draft");
        assertThat(owen.get(at(draft + "/dry-run")).statusCode()).isEqualTo(404);
    }

    @Test
    void whoWouldStandElsewhereIsOnThePage() throws InterruptedException {
        String draft = publishedForOneMember();
        String next = location(owen.post(at(draft), at(draft.substring(0, draft.lastIndexOf('/')) + "/next"), Map.of()));
        String document = next + "/document";
        String open = page(document);
        String nothing = "scheme: clinical_supervisors\nunit: hour\nrequirements:\n  - {id: total, title: Total, count: all, at-least: 0}\n";
        location(owen.post(at(document), at(document), Map.of("text", nothing, "base", hidden(open, "base"))));
        location(owen.post(at(next + "/dry-run"), at(next + "/dry-run"), Map.of()));
        String result = until(next + "/dry-run", "would stand elsewhere</span>");
        assertThat(result).contains("<b>1</b>", "Nobody would stand lower, 1 higher", "Abena Koranteng", "/officer/members/", "No longer ");
        assertThat(page(next + "/dry-run?from=short&to=short")).contains("Who: 0 of 1", "Nobody would move like that");
        assertThat(page(next + "/dry-run?sort=name&after=nonsense")).contains("Abena Koranteng");
    }

    @Test
    void aDraftIsApprovedForALaterDayAndTakenBack() {
        String draft = draft();
        Map<String, String> form = new LinkedHashMap<>(Map.of("on", "yesterday", "from", hidden(page(draft), "from"), "edit", hidden(page(draft), "edit")));
        HttpResponse<String> refused = owen.post(at(draft), at(draft + "/schedule"), form);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("on-error", "value=\"yesterday\"");
        form.put("on", "2020-01-01");
        assertThat(owen.post(at(draft), at(draft + "/schedule"), form).body()).contains("Choose a day to come", "value=\"2020-01-01\"");
        form.put("on", "2099-12-01");
        location(owen.post(at(draft), at(draft + "/schedule"), form));
        assertThat(page(draft)).contains("Planned for 1 December 2099", "Approved by owen");
        assertThat(page("/admin/requirements")).contains("Planned for 1 December 2099");
        form.put("edit", "0");
        assertThat(owen.post(at(draft), at(draft + "/schedule"), form).statusCode()).isEqualTo(409);
        location(owen.post(at(draft), at(draft + "/schedule/cancel"), Map.of()));
        assertThat(page(draft)).doesNotContain("Planned for");
    }

    /** Not only so far. */
    private void untilJudged(String path, String words) throws InterruptedException {
        until(path, ">" + words);
        untilGone(path, "judged again so far");
    }

    private void untilGone(String path, String words) throws InterruptedException {
        for (int tries = 0; tries < 300 && page(path).contains(words); tries++) {
            Thread.sleep(200);
        }
        assertThat(page(path)).doesNotContain(words);
    }

    private String until(String path, String words) throws InterruptedException {
        String page = page(path);
        for (int tries = 0; tries < 300 && !page.contains(words); tries++) {
            Thread.sleep(200);
            page = page(path);
        }
        assertThat(page).contains(words);
        return page;
    }

    @Test
    void rulesThatChangedWithinOneDocumentAreShownAsOfToday() throws InterruptedException {
        String model = "/admin/requirements/new/models/tpb";
        String draft = location(owen.post(at(model), at(model), Map.of("title", "Tax practitioners", "from", "2018-01-01")));
        location(owen.post(at(draft), at(draft + "/publish"), Map.of("from", "2018-01-01")));
        assertThat(page(draft)).contains("CPE policy from 1 July 2022").doesNotContain("CPE policy before 1 July 2022");
        // It applies to nobody: there was nothing to judge, and nothing is said of it.
        untilGone(draft, "judged again");
        String next = location(owen.post(at(draft), at(draft.substring(0, draft.lastIndexOf('/')) + "/next"), Map.of()));
        assertThat(page(next)).contains("CPE policy from 1 July 2022").doesNotContain("changed in version 2");
        assertThat(page(next + "/changes")).contains("Nothing is different").doesNotContain("rises from");
    }

    @Test
    void theEditorsModulesAreServedWithAddresses() {
        String page = page(draft() + "/document");
        Matcher script = Pattern.compile("src=\"(/webjars/modules/[^\"]*/)code-editor.js\"").matcher(page);
        assertThat(script.find()).isTrue();
        for (String module : List.of("code-editor", "codemirror-view", "codemirror-state", "style-mod")) {
            HttpResponse<String> answer = owen.get(at(script.group(1) + module + ".js"));
            assertThat(answer.statusCode()).as(module).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
            assertThat(Pattern.compile("from ['\"][@a-z]").matcher(answer.body()).find()).as(module).isFalse();
        }
    }
}
