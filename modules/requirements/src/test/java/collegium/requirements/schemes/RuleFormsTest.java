package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Sentence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A form edits what it shows and nothing else: comments, order and what it cannot say stay as they are written. */
class RuleFormsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 6, 1);
    private static final String SCHEME = """
            # Rules of the nurses
            scheme: nurses
            unit: {name: hour, minutes: 60}
            types: {course: Course, reading: Reading}
            topics: [ethics, safety]
            flags: {structured: Structured}
            artefacts: {reflection: Reflection}
            facts:
              grade: {title: Grade, values: {full: Full member, associate: Associate}}
              practising: yes-no
              joined: date
              work_hours: number
            requirements:
              # What everybody does.
              - id: total   # the sum
                title: CPD in the year
                count: all
                at-least: 35
              - {id: structured, title: Structured, count: {flag: structured}, at-least: 21, inside: total}   # rule 4

              - id: odd
                title: Odd
                count: {all: [{topic: ethics}, {type: reading}]}
                at-least: {sum: [1, 2]}
            limits:
              - {id: reading_cap, title: Reading, of: {type: reading}, at-most: 8}
            credit:
              - {of: {type: reading}, times: 0.5, title: Reading at half}
            """;

    private static SchemeText text(String scheme) {
        return SchemeText.of(scheme, DAY).orElseThrow();
    }

    private static Scheme scheme(SchemeText text) {
        return SchemeDocuments.read(text.text()).orThrow();
    }

    private static RuleKey key(String key) {
        return RuleKey.read(key).orElseThrow();
    }

    private static RuleForm form(SchemeText text, String key) {
        return RuleForms.read(text, key(key), scheme(text).vocabulary()).orElseThrow();
    }

    private static SchemeText written(SchemeText text, String key, RuleForm form) {
        return RuleForms.write(text, key(key), form, scheme(text).vocabulary()).orElseThrow();
    }

    private static String sentence(SchemeText text, String id) {
        return Judge.of(scheme(text)).sentences(DAY).stream().filter(each -> each.id().equals(id)).map(Sentence::text).findFirst().orElseThrow();
    }

    @Test
    void aFieldIsChangedWhereItStandsAndNothingElse() {
        SchemeText text = text(SCHEME);
        SchemeText changed = written(text, "requirements:structured", form(text, "requirements:structured").with("amount.number", "24"));
        assertThat(changed.text()).isEqualTo(SCHEME.replace("at-least: 21", "at-least: 24"));
        changed = written(changed, "requirements:total", form(changed, "requirements:total").with("clause", "Rule 3: all").with("severity", "expected"));
        assertThat(changed.text()).isEqualTo(SCHEME.replace("at-least: 21", "at-least: 24")
                .replace("at-least: 35", "at-least: 35\n    clause: \"Rule 3: all\"\n    severity: expected"));
    }

    @Test
    void aFieldThatIsTakenAwayGoesWithItsName() {
        SchemeText text = text(SCHEME);
        assertThat(written(text, "requirements:structured", form(text, "requirements:structured").with("inside", "")).text())
                .isEqualTo(SCHEME.replace(", inside: total", ""));
    }

    @Test
    void whatTheFormCannotSayIsKept() {
        SchemeText text = text(SCHEME);
        RuleForm odd = form(text, "requirements:odd");
        assertThat(odd.kept("of")).isTrue();
        assertThat(odd.kept("amount.kind")).isTrue();
        assertThat(written(text, "requirements:odd", odd.with("title", "Even")).text()).isEqualTo(SCHEME.replace("title: Odd", "title: Even"));
    }

    /** Every rule of every shipped scheme, opened and saved: not a character moves. */
    @TestFactory
    Stream<DynamicTest> openedAndSavedNothingMoves() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String id : ShippedSchemes.ids()) {
            tests.add(DynamicTest.dynamicTest(id, () -> {
                SchemeText text = text(ShippedSchemes.document(id).orElseThrow());
                assertThat(text.rules()).isNotEmpty();
                for (RuleKey rule : text.rules()) {
                    RuleForm form = form(text, rule.toString());
                    assertThat(RuleForms.write(text, rule, form, scheme(text).vocabulary()).orElseThrow().text()).as(rule.toString()).isEqualTo(text.text());
                }
            }));
        }
        return tests.stream();
    }

    /** In every shipped scheme every rule that has one can be given another clause, and all that is said but that is as before. */
    @TestFactory
    Stream<DynamicTest> oneFieldOfAnyShippedRuleCanBeChanged() {
        return ShippedSchemes.ids().stream().map(id -> DynamicTest.dynamicTest(id, () -> {
            SchemeText text = text(ShippedSchemes.document(id).orElseThrow());
            for (RuleKey rule : text.rules()) {
                RuleForm form = form(text, rule.toString());
                if (!form.one("clause").isEmpty()) {
                    SchemeText changed = written(text, rule.toString(), form.with("clause", "Another, 1: (a)"));
                    assertThat(changed.text().replace("\"Another, 1: (a)\"", "")).hasSizeLessThan(text.text().length());
                    assertThat(form(changed, rule.toString()).with("clause", form.one("clause"))).isEqualTo(form);
                }
            }
        }));
    }

    @Test
    void grades() {
        SchemeText text = text(SCHEME);
        RuleForm form = form(text, "requirements:total").with("amount.kind", "table").with("amount.fact", "grade")
                .with("amount.row.full", "35").with("amount.row.associate", "20");
        SchemeText changed = written(text, "requirements:total", form);
        assertThat(changed.text()).contains("at-least: {by: grade, values: {full: 35, associate: 20}}");
        assertThat(form(changed, "requirements:total").one("amount.row.associate")).isEqualTo("20");
        assertThat(sentence(changed, "total")).contains("20 (Associate)", "35 (Full member)");
    }

    @Test
    void proRataAndShares() {
        SchemeText text = text(SCHEME);
        SchemeText changed = written(text, "requirements:total", form(text, "requirements:total")
                .with("prorata.while", "practising=yes").with("prorata.to", "0.5").with("prorata.rounding", "up"));
        assertThat(changed.text()).contains("at-least: {prorata: 35, while: {practising: yes}, to: 0.5, rounding: up}");
        changed = written(changed, "requirements:structured", form(changed, "requirements:structured")
                .with("amount.kind", "percent").with("amount.percent", "60").with("amount.of", "total"));
        assertThat(changed.text()).contains("at-least: {percent: 60, of: total}, inside: total");
        assertThat(scheme(changed)).isNotNull();
        assertThat(form(changed, "requirements:total").one("prorata.while")).isEqualTo("practising=yes");
    }

    @Test
    void spans() {
        SchemeText text = text(SCHEME);
        Map<String, String> spans = Map.of("each-year", "window: each-year", "last", "window: {last: 3 years}", "clock", "window: {clock: 3 years}",
                "consecutive-years", "window: {consecutive-years: 3}", "lifetime", "window: lifetime",
                "first", "window: {from: period-start, to: {day: period-start, plus: 3 years, minus: 1 day}}");
        spans.forEach((kind, written) -> {
            SchemeText changed = written(text, "requirements:total", form(text, "requirements:total")
                    .with("window.kind", kind).with("window.number", "3").with("window.unit", "years"));
            assertThat(changed.text()).contains(written);
            assertThat(scheme(changed)).isNotNull();
            assertThat(form(changed, "requirements:total").one("window.kind")).isEqualTo(kind);
            SchemeText back = written(changed, "requirements:total", form(changed, "requirements:total").with("window.kind", "period"));
            assertThat(back.text()).isEqualTo(SCHEME);
        });
    }

    @Test
    void aDayWithinThePeriodIsSaidAsItsFirstMonths() {
        SchemeText text = text(SCHEME);
        SchemeText changed = written(text, "requirements:total", form(text, "requirements:total").with("window.kind", "first").with("window.number", "3").with("window.unit", "months"));
        assertThat(sentence(changed, "total")).isEqualTo("At least 35 hours in the first 3 months of the period.");
    }

    @Test
    void whatCountsAndForWhom() {
        SchemeText text = text(SCHEME);
        SchemeText changed = written(text, "requirements:total", form(text, "requirements:total")
                .with("what", "entries").with("of.type", "course", "reading").with("of.has", "reflection").with("who.grade", "full"));
        assertThat(changed.text()).contains("who: {grade: full}").contains("entries: {type: [course, reading], has: reflection}").doesNotContain("count: all");
        assertThat(sentence(changed, "total")).startsWith("If “Grade” is Full member: at least 35 entries");
    }

    @Test
    void countsOfArtefacts() {
        SchemeText changed = RuleForms.add(text(SCHEME), new RuleForm(RulePart.REQUIREMENT, Map.of("title", List.of("Four reflections"),
                "what", List.of("artefacts"), "artefacts", List.of("reflection"), "amount.kind", List.of("fixed"), "amount.number", List.of("4")))).orElseThrow();
        assertThat(changed.text()).contains("  - {id: four_reflections, title: Four reflections, artefacts: reflection, at-least: 4}\nlimits:");
        assertThat(scheme(changed).versions().getFirst().requirements()).hasSize(4);
    }

    @Test
    void limitsCreditCarryAndExemptionsAreAddedAndEdited() {
        SchemeText text = text(SCHEME);
        text = RuleForms.add(text, new RuleForm(RulePart.LIMIT, Map.of("title", List.of("One day"), "per", List.of("day"),
                "amount.kind", List.of("fixed"), "amount.number", List.of("5")))).orElseThrow();
        text = RuleForms.add(text, new RuleForm(RulePart.CREDIT, Map.of("title", List.of("Courses"), "of.type", List.of("course"),
                "from", List.of("hours"), "rate", List.of("award"), "rate.number", List.of("6")))).orElseThrow();
        text = RuleForms.add(text, new RuleForm(RulePart.CARRY, Map.of("over", List.of("total"), "amount.kind", List.of("fixed"),
                "amount.number", List.of("5"), "title", List.of("Carried on")))).orElseThrow();
        text = RuleForms.add(text, new RuleForm(RulePart.EXEMPTION, Map.of("title", List.of("Who does not practise"),
                "who.practising", List.of("no"), "only", List.of("structured")))).orElseThrow();
        assertThat(text.text()).contains("  - {id: one_day, title: One day, per: day, of: all, at-most: 5}")
                .contains("  - {title: Courses, from: hours, of: {type: course}, award: 6}")
                .contains("carry:\n  - {id: carried_on, title: Carried on, over: total, of: all, at-most: 5}")
                .contains("exemptions:\n  - {id: who_does_not_practise, title: Who does not practise, only: structured, who: {practising: no}}");
        assertThat(scheme(text)).isNotNull();
        text = written(text, "limits:reading_cap", form(text, "limits:reading_cap").with("amount.number", "6"));
        text = written(text, "credit:1", form(text, "credit:1").with("rate", "per").with("rate.number", "4"));
        assertThat(text.text()).contains("at-most: 6}").contains("{of: {type: reading}, title: Reading at half, per: 4}");
        assertThat(scheme(text)).isNotNull();
    }

    @Test
    void alternatives() {
        SchemeText text = RuleForms.add(text(SCHEME), new RuleForm(RulePart.REQUIREMENT, Map.of("title", List.of("One of these"),
                "what", List.of("options"), "amount.kind", List.of("fixed"), "amount.number", List.of("1"),
                "option.title", List.of("Thirty hours", "An examination"), "option.number", List.of("30", "1")))).orElseThrow();
        assertThat(scheme(text)).isNotNull();
        SchemeText changed = written(text, "requirements:thirty_hours", form(text, "requirements:thirty_hours").with("amount.number", "33"));
        assertThat(sentence(changed, "one_of_these")).isEqualTo("One of: Thirty hours; An examination.");
        assertThat(changed.text()).contains("{id: thirty_hours, title: Thirty hours, count: all, at-least: 33}");
        changed = RuleForms.addOption(changed, key("requirements:one_of_these"), new RuleForm(RulePart.REQUIREMENT,
                Map.of("option.title", List.of("A third"), "option.number", List.of("3")))).orElseThrow();
        assertThat(changed.without(key("requirements:an_examination")).orElseThrow().rules()).extracting(RuleKey::name)
                .contains("thirty_hours", "a_third").doesNotContain("an_examination");
    }

    @Test
    void oneOfSeveralHasToHold() {
        SchemeText text = added(text(SCHEME), rule(RulePart.REQUIREMENT, "title", "Either", "what", "count", "amount.kind", "fixed", "amount.number", "5", "of.flag", "structured",
                "of.any.1.topic", "ethics|safety", "of.any.2.type", "reading", "of.any.2.has", "reflection", "of.any.2-not", "has", "of.any.3.measure.hours.low.number", "2",
                "who.any.1.grade", "full", "who.any.2.practising", "yes", "who.any.2.work_hours.high", "below", "who.any.2.work_hours.high.number", "770"),
                "who: {any: [{grade: full}, {practising: yes, work_hours: {below: 770}}]}, "
                        + "count: {flag: structured, any: [{topic: [ethics, safety]}, {type: reading, not: {has: reflection}}, {measure: {hours: {at-least: 2}}}]}");
        assertThat(sentence(text, "either")).contains("If “Grade” is Full member or (“Practising” applies and “Work hours” is below 770)");
        RuleForm form = form(text, "requirements:either");
        assertThat(form.all("of.any.1.topic")).containsExactly("ethics", "safety");
        SchemeText fewer = written(text, "requirements:either", form.with("of.any.2.type").with("of.any.2.has").with("of.any.3.measure.hours.low.number", "3"));
        assertThat(fewer.text()).contains("any: [{topic: [ethics, safety]}, {measure: {hours: {at-least: 3}}}]}");
        added(text, rule(RulePart.ELIGIBLE, "require.any.1.measure.amount.low.number", "1", "require.any.2.flag", "structured"),
                "require: {any: [{measure: {amount: {at-least: 1}}}, {flag: structured}]}");
    }

    /** In the order of the demonstration's own rule: who is on one of two routes is not asked. */
    @Test
    void noneOfSeveralMayHold() {
        String who = "who: {not: {any: [{grade: associate, practising: true}, {grade: full, work_hours: {at-most: 770}}]}}";
        SchemeText text = text(SCHEME.replace("    at-least: 35\n", "    at-least: 35\n    " + who + "\n"));
        RuleForm form = form(text, "requirements:total");
        assertThat(form.one("who.any.which")).isEqualTo("none");
        assertThat(form.one("who.any.1.practising")).isEqualTo("yes");
        assertThat(written(text, "requirements:total", form).text()).isEqualTo(text.text());
        assertThat(written(text, "requirements:total", form.with("who.any.2.work_hours.high.number", "800")).text())
                .contains("who: {not: {any: [{grade: associate, practising: yes}, {grade: full, work_hours: {at-most: 800}}]}}");
        assertThat(written(text, "requirements:total", form.with("who.any.which", "one")).text()).contains("who: {any: [{grade: associate, practising: yes}, ");
        added(text, rule(RulePart.REQUIREMENT, "title", "Other", "what", "count", "amount.kind", "fixed", "amount.number", "5", "of.topic", "ethics", "of-not", "topic", "of.type", "course"),
                "count: {type: course, not: {topic: ethics}}");
    }

    @Test
    void severalInsideSeveralAreLeftToTheDocument() {
        SchemeText text = text(SCHEME.replace("count: all\n", "count: {any: [{topic: ethics}, {any: [{type: reading}, {flag: structured}]}]}\n"));
        RuleForm form = form(text, "requirements:total");
        assertThat(form.kept("of")).isTrue();
        assertThat(written(text, "requirements:total", form.with("of.any.1.topic", "safety").with("title", "Other")).text()).isEqualTo(text.text().replace("title: CPD in the year", "title: Other"));
    }

    /** More than a form tells apart would be lost in it. */
    @Test
    void soManyPossibilitiesAreLeftToTheDocument() {
        String each = "{topic: ethics}, ".repeat(RuleForms.MOST);
        SchemeText most = text(SCHEME.replace("count: all\n", "count: {any: [" + each.substring(0, each.length() - 2) + "]}\n"));
        assertThat(form(most, "requirements:total").all("of.any." + RuleForms.MOST + ".topic")).containsExactly("ethics");
        SchemeText more = text(SCHEME.replace("count: all\n", "count: {any: [" + each + "{topic: safety}]}\n"));
        assertThat(form(more, "requirements:total").kept("of")).isTrue();
    }

    @Test
    void whatAMemberMustBeAndWhen() {
        SchemeText text = added(text(SCHEME), rule(RulePart.REQUIREMENT, "title", "In practice throughout", "what", "member", "member.practising", "yes", "member.at", "throughout"),
                "{id: in_practice_throughout, title: In practice throughout, member: {practising: yes, at: throughout}}");
        assertThat(sentence(text, "in_practice_throughout")).isEqualTo("“Practising” applies throughout.");
        text = written(text, "requirements:in_practice_throughout", form(text, "requirements:in_practice_throughout").with("member.at", "at-end"));
        assertThat(text.text()).contains("member: {practising: yes}}");
        added(text, rule(RulePart.REQUIREMENT, "title", "Fewer for some", "what", "count", "amount.kind", "fixed", "amount.number", "5", "who.practising", "no", "who.at", "ever"),
                "who: {practising: no, at: ever}");
        assertThat(faults(text, "what", "member")).contains("Nothing is asked of the member.");
    }

    private static List<String> faults(SchemeText text, String... pairs) {
        RuleForm form = rule(RulePart.REQUIREMENT, pairs).with("title", "Nothing");
        return SchemeDocuments.read(RuleForms.add(text, form).orElseThrow().text()).faults().stream().map(Fault::problem).toList();
    }

    @Test
    void aNumberOrAYesThatIsRecordedOfTheMember() {
        SchemeText text = added(text(SCHEME), rule(RulePart.REQUIREMENT, "title", "Practice", "what", "fact", "fact", "work_hours", "amount.kind", "fixed", "amount.number", "450"),
                "{id: practice, title: Practice, fact: work_hours, at-least: 450}");
        added(text, rule(RulePart.REQUIREMENT, "title", "Practising", "what", "fact", "fact", "practising"), "{id: practising, title: Practising, fact: practising}");
        assertThat(faults(text, "what", "fact")).isNotEmpty();
    }

    @Test
    void differentKindsAndEachOfThem() {
        SchemeText text = added(text(SCHEME), rule(RulePart.REQUIREMENT, "title", "Of both types", "what", "breadth", "breadth", "type", "breadth.among.type", "course|reading",
                "breadth.among.topic", "ethics", "breadth.each", "2", "of.flag", "structured", "amount.kind", "fixed", "amount.number", "2"),
                "breadth: {of: type, among: [course, reading], each-at-least: 2, count: {flag: structured}}, at-least: 2");
        text = added(text, rule(RulePart.REQUIREMENT, "title", "In six months", "what", "breadth", "breadth", "month", "amount.kind", "fixed", "amount.number", "6"), "breadth: {of: month}, at-least: 6");
        text = added(text, rule(RulePart.REQUIREMENT, "title", "Depth", "what", "most-in", "most-in", "topic", "of.type", "course", "amount.kind", "fixed", "amount.number", "9"),
                "most-in: topic, of: {type: course}, at-least: 9");
        text = added(text, rule(RulePart.REQUIREMENT, "title", "Each topic", "what", "count", "each", "topic", "each.among.topic", "ethics|safety", "each.among.type", "course",
                "amount.kind", "fixed", "amount.number", "2"), "count: all, each: {topic: [ethics, safety]}, at-least: 2");
        text = added(text, rule(RulePart.REQUIREMENT, "title", "Each field", "what", "entries", "each", "topic", "each.fact", "grade", "amount.kind", "fixed", "amount.number", "2"),
                "entries: all, each: {topic: {fact: grade}}, at-least: 2");
        assertThat(written(text, "requirements:each_topic", form(text, "requirements:each_topic").with("each", "")).text()).doesNotContain("each: {topic: [");
        assertThat(sentence(text, "each_topic")).isEqualTo("At least 2 hours for each of “Ethics”, “Safety”.");
    }

    @Test
    void allActivitiesMustBeSoAndDocumentsOfDifferentPersons() {
        SchemeText text = added(text(SCHEME), rule(RulePart.REQUIREMENT, "title", "Reflected on", "what", "every", "of.type", "course", "is.has", "reflection"),
                "every: {type: course}, is: {has: reflection}");
        added(text, rule(RulePart.REQUIREMENT, "title", "From three", "what", "artefacts", "artefacts", "reflection", "distinct", "person", "amount.kind", "fixed", "amount.number", "3"),
                "artefacts: reflection, distinct: person, at-least: 3");
        assertThat(faults(text, "what", "every")).contains("Nothing is asked of each activity.");
        assertThat(faults(text, "what", "artefacts")).contains("It is not said which documents.");
    }

    /** What a rule counts is chosen anew: of what it counted before nothing stays behind, and what is asked of it as well. */
    @Test
    void anotherWayOfCountingLeavesNothingBehind() {
        SchemeText text = text(SCHEME.replace(", inside: total", "").replace("count: all\n", "artefacts: reflection\n    distinct: person\n    where: {person: peer}\n"));
        SchemeText every = written(text, "requirements:total", form(text, "requirements:total").with("what", "every").with("is.has", "reflection"));
        assertThat(every.text()).contains("every: all").contains("is: {has: reflection}").doesNotContain("artefacts: reflection\n", "distinct", "where", "at-least: 35");
        SchemeText count = written(every, "requirements:total", form(every, "requirements:total").with("what", "count").with("amount.kind", "fixed").with("amount.number", "35"));
        assertThat(count.text()).contains("count: all", "at-least: 35").doesNotContain("every:", "is:");
        assertThat(scheme(count)).isNotNull();
    }

    @Test
    void severalThingsTogetherAsOneOfTheAlternatives() {
        SchemeText text = RuleForms.add(text(SCHEME), rule(RulePart.REQUIREMENT, "title", "One of these", "what", "options", "amount.kind", "fixed", "amount.number", "1",
                "option.title", "Thirty hours|Fifteen and practice", "option.number", "30|15")).orElseThrow();
        text = written(text, "requirements:fifteen_and_practice", form(text, "requirements:fifteen_and_practice").with("what", "parts")
                .with("option.title", "Contact hours", "Practice").with("option.number", "15", "640"));
        assertThat(text.text()).contains("{id: fifteen_and_practice, title: Fifteen and practice, "
                + "parts: [{id: contact_hours, title: Contact hours, count: all, at-least: 15}, {id: practice, title: Practice, count: all, at-least: 640}]}");
        text = written(text, "requirements:practice", form(text, "requirements:practice").with("what", "fact").with("fact", "work_hours"));
        text = RuleForms.addOption(text, key("requirements:fifteen_and_practice"), rule(RulePart.REQUIREMENT, "option.title", "Safety", "option.number", "1")).orElseThrow();
        assertThat(scheme(text)).isNotNull();
        assertThat(Judge.of(scheme(text)).sentences(DAY).stream().filter(each -> each.id().equals("one_of_these")).findFirst().orElseThrow().parts())
                .extracting(Sentence::text).containsExactly("At least 30 hours.", "All of: at least 15 hours; “Work hours”: at least 640; at least 1 hour.");
        RuleForm menu = form(text, "requirements:one_of_these");
        assertThat(written(text, "requirements:one_of_these", menu.with("what", "count")).text()).isEqualTo(text.text());
    }

    @Test
    void hoursThatCountForOneOnly() {
        SchemeText text = added(text(SCHEME), rule(RulePart.EXCLUSIVE, "clause", "Rule 12", "pot.1", "total", "pot.2", "structured|odd", "whole", "yes"),
                "exclusive:\n  - {clause: Rule 12, whole: yes, pots: {total: [total], structured: [structured, odd]}}");
        assertThat(words(text, Sentence.Kind.EXCLUSIVE)).isEqualTo("Credit counts once: for “CPD in the year”, or for “Structured” and “Odd”.");
        text = written(text, "exclusive:1", form(text, "exclusive:1").with("pot.2", "structured").with("pot.3", "odd").with("whole", ""));
        assertThat(text.text()).contains("{clause: Rule 12, pots: {total: [total], structured: [structured], odd: [odd]}}");
        SchemeText one = RuleForms.add(text(SCHEME), rule(RulePart.EXCLUSIVE, "pot.1", "total")).orElseThrow();
        assertThat(SchemeDocuments.read(one.text()).faults()).extracting(Fault::problem).contains("At least two pots are needed.");
    }

    /** A browser sends no such fields; whoever writes them by hand gets no further than anybody else. */
    @Test
    void fieldsThatNoFormHasDoNothing() {
        SchemeText text = text(SCHEME);
        RuleForm table = form(text, "requirements:total").with("amount.kind", "table").with("amount.fact", "grade").with("amount.row", "7").with("amount.row.full", "5");
        assertThat(written(text, "requirements:total", table).text()).contains("at-least: {by: grade, values: {full: 5}}");
        for (String name : List.of("of.any", "of.any.1", "of.any.0.topic", "of.any.1.any.2.topic", "of.not", "each.among", "breadth.among", "pot", "pot.1", "as", "as.id", "when", "member.any", "is")) {
            assertThat(RuleForms.write(text, key("requirements:total"), form(text, "requirements:total").with(name, "ethics"), scheme(text).vocabulary())).as(name).isPresent();
        }
    }

    @Test
    void creditWithoutAnActivity() {
        SchemeText text = added(text(SCHEME), rule(RulePart.AWARD, "title", "For the examination", "clause", "Rule 11", "who.grade", "associate", "amount.kind", "fixed", "amount.number", "8",
                "when", "fact:joined", "as.topic", "ethics", "as.flag", "structured"),
                "awards:\n  - {id: for_the_examination, title: For the examination, clause: Rule 11, who: {grade: associate}, topic: ethics, flag: structured, on: {fact: joined}, amount: 8}");
        assertThat(words(text, Sentence.Kind.AWARD)).isEqualTo("For the examination: 8 hours without an activity, if “Grade” is Associate.");
        text = written(text, "awards:for_the_examination", form(text, "awards:for_the_examination").with("when", "each-year").with("as.flag"));
        assertThat(text.text()).contains("topic: ethics, amount: 8, each-year: yes}");
        text = added(text, rule(RulePart.AWARD, "title", "Jubilee", "amount.kind", "fixed", "amount.number", "1", "when", "day", "when.day", "2026-05-01"), "on: 2026-05-01, amount: 1}");
        assertThat(written(text, "awards:jubilee", form(text, "awards:jubilee").with("when", "first")).text()).contains("{id: jubilee, title: Jubilee, amount: 1}");
        // No kind of tag is called like another field of it.
        assertThat(written(text, "awards:jubilee", form(text, "awards:jubilee").with("as.id", "other").with("as", "id")).text()).isEqualTo(text.text());
    }

    @Test
    void rulesAreTakenOutWithTheirLines() {
        SchemeText text = text(SCHEME);
        assertThat(text.without(key("limits:reading_cap")).orElseThrow().text()).doesNotContain("limits").contains("credit:");
        SchemeText without = text.without(key("requirements:structured")).orElseThrow();
        assertThat(without.text()).contains("# the sum").contains("- id: odd").doesNotContain("rule 4");
    }

    @Test
    void aRuleOfAVersionIsEditedInThatVersion() {
        SchemeText text = text("""
                scheme: s
                limits: [{id: cap, of: all, at-most: 90}]
                versions:
                  - version: "1"
                    to: 2025-12-31
                    requirements: [{id: total, count: all, at-least: 10}]
                  - version: "2"
                    from: 2026-01-01
                    requirements: [{id: total, count: all, at-least: 12}]
                """);
        SchemeText changed = written(text, "requirements:total", form(text, "requirements:total").with("amount.number", "13"));
        assertThat(changed.text()).contains("at-least: 10}").contains("at-least: 13}").doesNotContain("at-least: 12}");
        assertThat(written(changed, "limits:cap", form(changed, "limits:cap").with("amount.number", "80")).text()).contains("at-most: 80");
    }

    @Test
    void anAliasIsNotChangedBehindItsBack() {
        SchemeText text = text("""
                scheme: s
                requirements:
                  - {id: a, count: &all {not: {provider: none}}, at-least: 5}
                  - {id: b, count: *all, at-least: 5}
                """);
        RuleForm form = form(text, "requirements:b").with("amount.number", "6");
        assertThat(written(text, "requirements:b", form).text()).contains("{id: b, count: *all, at-least: 6}");
        assertThat(text.with(key("requirements:b"), Map.of("count", Optional.of(Docs.text("all"))))).isEmpty();
    }

    @Test
    void jsonStaysJson() {
        SchemeText text = text("{\"scheme\": \"s\", \"requirements\": [{\"id\": \"total\", \"count\": \"all\", \"at-least\": 20}]}");
        assertThat(written(text, "requirements:total", form(text, "requirements:total").with("amount.number", "21").with("clause", "Rule 1")).text())
                .isEqualTo("{\"scheme\": \"s\", \"requirements\": [{\"id\": \"total\", \"count\": \"all\", \"at-least\": 21, \"clause\": \"Rule 1\"}]}");
    }

    private static RuleForm rule(RulePart part, String... pairs) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int n = 0; n < pairs.length; n += 2) {
            fields.put(pairs[n], List.of(pairs[n + 1].split("\\|")));
        }
        return new RuleForm(part, fields);
    }

    /** Added, written, read and written again as it was. */
    private static SchemeText added(SchemeText text, RuleForm form, String line) {
        SchemeText with = RuleForms.add(text, form).orElseThrow();
        assertThat(with.text()).contains(line);
        assertThat(scheme(with)).isNotNull();
        RuleKey key = with.top(form.part()).getLast();
        assertThat(written(with, key.toString(), RuleForms.relevant(form)).text()).isEqualTo(with.text());
        assertThat(form(with, key.toString()).fields().values()).doesNotContain(List.of(RuleForm.KEPT));
        assertThat(written(with, key.toString(), form(with, key.toString())).text()).isEqualTo(with.text());
        return with;
    }

    private static String words(SchemeText text, Sentence.Kind kind) {
        return Judge.of(scheme(text)).sentences(DAY).stream().filter(each -> each.kind() == kind).map(Sentence::text).reduce((_, last) -> last).orElseThrow();
    }

    @Test
    void whatCountsAtAll() {
        SchemeText text = added(text(SCHEME), rule(RulePart.ELIGIBLE, "require.measure.amount.low.number", "0.5", "clause", "Rule 2"),
                "eligible:\n  - {clause: Rule 2, of: all, require: {measure: {amount: {at-least: 0.5}}}}");
        assertThat(words(text, Sentence.Kind.ELIGIBLE)).isEqualTo("An activity counts only if it is one with amount at least 0.5.");
        text = added(text, rule(RulePart.ELIGIBLE, "of.type", "reading", "require.flag", "structured", "because", "Reading needs an aim"),
                "{because: Reading needs an aim, of: {type: reading}, require: {flag: structured}}");
        assertThat(words(text, Sentence.Kind.ELIGIBLE)).isEqualTo("Reading needs an aim.");
        text = added(text, rule(RulePart.ELIGIBLE, "require.flag", "structured", "require.type", "reading|course", "require-not", "type|flag|topic"),
                "require: {not: {any: [{flag: structured}, {type: [reading, course]}]}}");
        text = added(text, rule(RulePart.ELIGIBLE, "require.dated.from", "fact:joined", "require.dated.until", "day", "require.dated.until.day", "2026-12-31",
                "require.recorded.within.number", "1", "require.recorded.within.unit", "months", "require.carried", "no"),
                "require: {carried: no, dated: {from: {fact: joined}, until: 2026-12-31}, recorded: {within: 1 month}}");
        text = added(text, rule(RulePart.ELIGIBLE, "of.measure.hours.low", "above", "of.measure.hours.low.number", "0", "of.measure.hours.high", "below",
                "of.measure.hours.high.number", "1", "of.measure.minutes.low", "at-least", "require.has", "reflection"),
                "of: {measure: {hours: {above: 0, below: 1}}}, require: {has: reflection}");
        assertThat(RuleForms.add(text, rule(RulePart.ELIGIBLE, "of.type", "reading")).map(made -> SchemeDocuments.read(made.text()).faults()).orElseThrow())
                .singleElement().satisfies(fault -> assertThat(fault.path()).contains("eligible[5]"));
        text = written(text, "eligible:1", form(text, "eligible:1").with("require.measure.amount.low.number", "1"));
        assertThat(text.text()).contains("require: {measure: {amount: {at-least: 1}}}").doesNotContain("0.5}}}}");
    }

    @Test
    void theSameAgain() {
        SchemeText text = added(text(SCHEME), rule(RulePart.REPEATS, "clause", "Rule 9"), "repeats:\n  - {clause: Rule 9, of: all}");
        assertThat(words(text, Sentence.Kind.REPEATS)).isEqualTo("The same course is credited only once.");
        text = added(text, rule(RulePart.REPEATS, "title", "Not by one provider", "same", "provider", "of.type", "course", "within", "span", "within.number", "2", "within.unit", "years"),
                "- {title: Not by one provider, same: provider, of: {type: course}, within: 2 years}");
        text = written(text, "repeats:2", form(text, "repeats:2").with("title", ""));
        assertThat(words(text, Sentence.Kind.REPEATS)).isEqualTo("The same provider is credited only once in 2 years, for activities of course.");
        assertThat(written(text, "repeats:2", form(text, "repeats:2").with("within", "ever")).text()).contains("{same: provider, of: {type: course}}");
    }

    @Test
    void severalConditionsOnAFact() {
        SchemeText text = added(text(SCHEME), rule(RulePart.REQUIREMENT, "title", "Some", "what", "count", "amount.number", "5", "amount.kind", "fixed",
                "who.grade", "associate", "who-not", "grade", "who.work_hours.low.number", "100", "who.work_hours.high", "below", "who.work_hours.high.number", "770",
                "who.joined.from", "day", "who.joined.from.day", "2020-01-01", "who.joined.until", "period-start", "who.has", "reflection"),
                "who: {has: reflection, work_hours: {at-least: 100, below: 770}, joined: {from: 2020-01-01, until: period-start}, not: {grade: associate}}");
        assertThat(sentence(text, "some")).contains("“Work hours” is at least 100 and below 770", "“Joined” is from 1 January 2020 to the period's first day");
        SchemeText prorata = written(text, "requirements:total", form(text, "requirements:total").with("prorata.while", "grade=full", "grade=associate", "practising=yes", "from:joined")
                .with("prorata.out-of", "12").with("prorata.counting", "nearest"));
        assertThat(prorata.text()).contains("{prorata: 35, from: {fact: joined}, while: {grade: [full, associate], practising: yes}, counting: nearest, out-of: 12}");
        assertThat(form(prorata, "requirements:total").all("prorata.while")).containsExactlyInAnyOrder("grade=full", "grade=associate", "practising=yes", "from:joined");
    }

    @Test
    void amountsAndCreditBySteps() {
        SchemeText text = added(text(SCHEME), rule(RulePart.REQUIREMENT, "title", "Steps", "what", "count", "amount.kind", "steps", "amount.on", "work_hours",
                "amount.step.1.from", "500", "amount.step.1.value", "10", "amount.step.2.bound", "above", "amount.step.2.from", "1000", "amount.step.2.value", "20",
                "amount.step.3.bound", "at-least", "amount.otherwise", "0"),
                "at-least: {steps: [{above: 1000, value: 20}, {at-least: 500, value: 10}], on: {fact: work_hours}, otherwise: 0}");
        assertThat(sentence(text, "steps")).isEqualTo("Hours: at least 20 if above 1000; 10 if at least 500; otherwise 0; by your “Work hours”.");
        text = added(text, rule(RulePart.CREDIT, "title", "Projects", "of.type", "course", "from", "hours", "rate", "steps", "rate.step.1.from", "50", "rate.step.1.value", "10",
                "rate.step.2.from", "100", "rate.step.2.value", "20"), "of: {type: course}, steps: [{at-least: 100, value: 20}, {at-least: 50, value: 10}]");
        text = added(text, rule(RulePart.CREDIT, "title", "Twice", "of.type", "reading", "rate", "times", "rate.number", "2", "rate.first", "20"),
                "times: 2, first: 20");
        assertThat(written(text, "credit:3", form(text, "credit:3").with("rate", "award").with("rate.number", "6")).text()).contains("award: 6").doesNotContain("first: 20");
    }

    @Test
    void noStepsAreNoRule() {
        SchemeText none = written(text(SCHEME), "requirements:total", form(text(SCHEME), "requirements:total").with("amount.kind", "steps").with("amount.on", "work_hours"));
        assertThat(SchemeDocuments.read(none.text()).faults()).singleElement().satisfies(fault -> assertThat(fault.problem()).isEqualTo("There are no steps."));
    }

    @Test
    void stepsWithTwoBoundsAreLeftToTheDocument() {
        SchemeText text = text(SCHEME.replace("at-least: 35", "at-least: {steps: [{at-least: 5, below: 50, value: 1}, {at-least: 50, value: 2}], on: {fact: work_hours}}"));
        assertThat(form(text, "requirements:total").kept("amount.kind")).isTrue();
    }

    @Test
    void sharesOfWhatIsDoneAndTablesOfSeveral() {
        SchemeText text = added(text(SCHEME), rule(RulePart.LIMIT, "title", "Half", "of.type", "reading", "amount.kind", "percent", "amount.percent", "50", "amount.of", "earned:total"),
                "at-most: {percent: 50, of: {earned: total}}");
        text = added(text, rule(RulePart.REQUIREMENT, "title", "Most", "what", "count", "amount.kind", "table", "amount.fact", "practising", "amount.row.yes", "10", "amount.row.no", "4",
                "amount.combine", "lowest"), "at-least: {by: practising, values: {yes: 10, no: 4}, combine: lowest}");
        assertThat(sentence(text, "most")).isEqualTo("Hours: at least 10 (“Practising” applies), 4 (“Practising” does not apply).");
    }

    /** A browser sends what is chosen in the order of the page. */
    @Test
    void theOrderOfWhatIsChosenChangesNothing() {
        SchemeText text = text(SCHEME.replace("count: all\n", "count: {type: [reading, course]}\n"));
        assertThat(written(text, "requirements:total", form(text, "requirements:total").with("of.type", "course", "reading")).text()).isEqualTo(text.text());
    }

    @Test
    void namesAreAdded() {
        SchemeText text = RuleForms.addName(RuleForms.addName(text(SCHEME), "topics", "Infection control").orElseThrow(), "types", "On-line course").orElseThrow();
        assertThat(text.text()).contains("topics: [ethics, safety, infection_control]")
                .contains("types: {course: Course, reading: Reading, on_line_course: On-line course}");
        assertThat(scheme(text).vocabulary().tags().get("topic")).containsKey("infection_control");
    }
}
