package collegium.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Scheme documents put together from every part of the language, with numbers drawn at random. */
final class RandomSchemes {

    private static final String NAMES = """
            scheme: random
            unit: {name: hour, minutes: MINUTES}
            types: [course, reading, teaching, project, congress]
            topics: [ethics, safety, law]
            flags: [structured, assessed]
            modes: [live, distance]
            artefacts: [plan, reflection]
            measures: [points]
            facts:
              grade: {values: [full, associate], default: full}
              fields: text
              practising: {kind: yes-no, default: yes}
              retired: yes-no
              practice_hours: number
              joined: date
            cycle: {length: LENGTH years, starts: "01-01", in-year: 2020}
            """;

    private static final List<String> REQUIREMENTS = List.of(
            "{id: ethics, count: {topic: ethics}, at-least: #}",
            "{id: law, count: {topic: [law, ethics]}, at-least: #}",
            "{id: structured, count: {flag: structured}, at-least: {percent: 33, of: total}}",
            "{id: inner, count: {topic: safety}, inside: total, at-least: #}",
            "{id: yearly, count: all, at-least: #, window: each-year}",
            "{id: pair, count: {flag: assessed}, at-least: #, window: {consecutive-years: 2}}",
            "{id: smooth, count: {type: [course, reading]}, window: {either: [{years: 1, at-least: #}, {years: 2, at-least: #}]}}",
            "{id: balance, count: all, at-least: #, window: {last: 18 months, until: as-at}}",
            "{id: once, entries: {topic: law}, at-least: 1, window: {from: {fact: joined}, to: {fact: joined, plus: 24 months}}}",
            "{id: refresher, entries: {topic: safety}, at-least: 1, window: {clock: 3 years}}",
            "{id: third, entries: {topic: safety}, at-least: 1, window: {every-periods: 2, first: 1}}",
            "{id: focus, most-in: topic, of: {not: {type: reading}}, at-least: #}",
            "{id: wide, breadth: {of: type, among: [course, reading, teaching], each-at-least: 1}, at-least: 2}",
            "{id: reflected, every: {flag: structured}, is: {has: reflection}}",
            "{id: planned, artefacts: plan, at-least: 1}",
            "{id: practice, fact: practice_hours, at-least: 450, severity: expected}",
            "{id: points, count: all, measure: points, at-least: 20}",
            "{id: fields, count: all, at-least: #, each: {topic: {fact: fields}}}",
            "{id: each_topic, count: all, at-least: 2, each: {topic: [ethics, safety, law]}, window: each-year}",
            "{id: mine, count: {in-fact: {topic: fields}}, at-least: #, severity: advisory}",
            "{id: prorata, count: {carried: no, member: {practising: yes}}, at-least: {prorata: 30, while: {practising: yes}, counting: started, to: 1, rounding: half-up}}",
            "{id: status, who: {retired: no}, count: all, at-least: {each-year-by: grade, values: {full: 9, associate: 5}}}",
            "{id: lending, count: all, at-least: #, window: {each-year: yes, lend: #}}",
            "{id: menu, at-least: 1, options: [{id: long, count: all, at-least: 30}, {id: short, parts: [{id: short_hours, count: all, at-least: 15}, {id: short_practice, fact: practice_hours, at-least: 640}]}]}",
            "{id: menu_years, window: each-year, options: [{id: any_kind, count: all, at-least: 12}, {id: one_kind, most-in: type, at-least: 7}]}");

    private static final List<String> LIMITS = List.of(
            "{id: day, of: all, at-most: 3, per: day}",
            "{id: single, of: {type: teaching}, at-most: 2, per: activity}",
            "{id: reading, of: {type: reading}, at-most: #, per: year}",
            "{id: of_type, of: all, each: type, at-most: #}",
            "{id: topics, of: {flag: structured}, each: topic, at-most: #, per: year}",
            "{id: distance, of: {mode: distance}, at-most: {percent: 40, of: total}}",
            "{id: share, of: {type: project}, at-most: {percent: 25, of: {earned: total}}}",
            "{id: young, who: {practising: yes}, of: {not: {mode: live}}, at-most: #, in: [total]}",
            "{id: pool, of: {mode: live}, at-most: #, joint: yes}");

    private static final List<String> CREDIT = List.of(
            "{of: {type: teaching}, from: hours, times: 4, at-most: 6}",
            "{of: {type: project}, from: hours, per: 3, to: 0.5, rounding: down}",
            "{of: {type: congress}, award: 2}",
            "{of: {type: reading}, from: hours, steps: [{at-least: 3, value: 2}, {at-least: 1, value: 1}]}",
            "{of: {flag: assessed}, times: 2, first: 5}",
            "{of: {type: course}, from: hours, times: 3, into: points}");

    private final Random random;

    RandomSchemes(Random random) {
        this.random = random;
    }

    String next() {
        StringBuilder text = new StringBuilder(NAMES
                .replace("MINUTES", random.nextInt(4) == 0 ? "50" : "60")
                .replace("LENGTH", Integer.toString(1 + random.nextInt(3))));
        list(text, "credit", some(CREDIT, 3));
        if (random.nextInt(3) == 0) {
            text.append("eligible: [{of: {mode: distance}, require: {flag: assessed}, because: Distance learning needs an assessment}]\n");
            text.append("repeats: [{same: course, within: ").append(random.nextBoolean() ? "ever" : "2 years").append("}]\n");
            text.append("awards: [{id: deemed, who: {grade: associate}, amount: 3, type: reading}]\n");
        }
        List<String> requirements = new ArrayList<>(List.of("{id: total, count: all, at-least: " + (10 + random.nextInt(25)) + "}"));
        requirements.addAll(some(REQUIREMENTS, 4));
        list(text, "requirements", requirements);
        list(text, "limits", some(LIMITS, 4));
        switch (random.nextInt(4)) {
            case 0 -> text.append("exclusive: [{pots: {a: [ethics, structured], b: [law, inner], c: [total]}}]\n");
            case 1 -> text.append("exclusive: [{pots: {a: [law, total], b: [structured]}}]\n");
            case 2 -> text.append("exclusive: [{whole: yes, pots: {a: [law, refresher], b: [ethics, total]}}]\n");
            default -> {}
        }
        if (random.nextBoolean()) {
            text.append("carry: [{who: {practising: yes}, over: [total], at-most: #, of: {not: {type: reading}}, life: 2, retag: {topic: \"\"}}]\n");
        }
        if (random.nextInt(3) == 0) {
            text.append("exemptions: [{id: resting, title: Resting members, who: {grade: associate}, except: [total]}]\n");
            text.append("overrides: [{id: eased, title: Eased, from: 2025-01-01, to: 2026-12-31, times: 0.5}]\n");
        }
        return numbers(text.toString());
    }

    /** Without those that name what this scheme does not have; a fault is dropped by the caller. */
    private List<String> some(List<String> all, int most) {
        List<String> some = new ArrayList<>();
        for (int n = random.nextInt(most + 1); n > 0; n--) {
            String one = all.get(random.nextInt(all.size()));
            if (!some.contains(one)) {
                some.add(one);
            }
        }
        return some;
    }

    private static void list(StringBuilder text, String field, List<String> items) {
        if (!items.isEmpty()) {
            text.append(field).append(":\n");
            items.forEach(item -> text.append("  - ").append(item).append('\n'));
        }
    }

    private String numbers(String text) {
        StringBuilder numbers = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '#') {
                numbers.append(1 + random.nextInt(9));
            } else {
                numbers.append((char) c);
            }
        });
        return numbers.toString();
    }
}
