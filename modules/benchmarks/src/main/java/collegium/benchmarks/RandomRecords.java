package collegium.benchmarks;

import collegium.requirements.engine.Activity;
import collegium.requirements.engine.Artefact;
import collegium.requirements.engine.Carried;
import collegium.requirements.engine.Decision;
import collegium.requirements.engine.Fact;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Owed;
import collegium.requirements.engine.Relief;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Span;
import collegium.requirements.engine.Vocabulary;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Records out of a scheme's own words. The same random numbers give the same records. */
final class RandomRecords {

    private final Scheme scheme;
    private final Random random;

    RandomRecords(Scheme scheme, Random random) {
        this.scheme = scheme;
        this.random = random;
    }

    /** Activities of the usual sizes, in the order of their days. */
    List<Activity> activities(int count, LocalDate from, LocalDate to) {
        long days = ChronoUnit.DAYS.between(from, to) + 1;
        List<Activity> activities = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            activities.add(activity("a%05d".formatted(n), from.plusDays(random.nextLong(days))));
        }
        activities.sort(Comparator.comparing(Activity::date));
        return activities;
    }

    Activity activity(String id, LocalDate day) {
        Activity.Draft draft = Activity.on(id, day);
        int quarters = 1 + random.nextInt(16);
        if (scheme.unit().minutes().isEmpty()) {
            draft.measure("amount", new BigDecimal(1 + random.nextInt(20)));
            draft.measure("hours", new BigDecimal(quarters).divide(new BigDecimal(4)));
        } else if (random.nextInt(4) == 0) {
            draft.measure("minutes", new BigDecimal(quarters * 10));
        } else {
            draft.measure("hours", new BigDecimal(quarters).divide(new BigDecimal(4)));
        }
        for (String measure : scheme.vocabulary().measures().keySet()) {
            if (random.nextInt(3) == 0) {
                draft.measure(measure, new BigDecimal(random.nextInt(30)));
            }
        }
        scheme.vocabulary().tags().forEach((kind, values) -> tags(draft, kind, List.copyOf(values.keySet())));
        if (random.nextInt(3) == 0) {
            draft.tag("course", "c" + random.nextInt(20));
        }
        return draft.done();
    }

    private void tags(Activity.Draft draft, String kind, List<String> values) {
        if (values.isEmpty()) {
            return;
        }
        switch (kind) {
            case "type" -> draft.tag(kind, pick(values));
            case "flag" -> values.stream().filter(_ -> random.nextInt(10) < 7).forEach(value -> draft.tag(kind, value));
            default -> {
                for (int n = random.nextInt(3); n > 0; n--) {
                    draft.tag(kind, pick(values));
                }
            }
        }
    }

    /** Anything that a record may hold, sensible or not. */
    MemberRecord any(LocalDate asAt) {
        List<Activity> activities = activities(random.nextInt(30),
                random.nextInt(3) == 0 ? asAt.minusYears(6) : asAt.minusMonths(9), asAt.plusDays(20));
        List<Artefact> artefacts = new ArrayList<>();
        for (String kind : scheme.vocabulary().artefacts().keySet()) {
            for (int n = random.nextInt(4); n > 0; n--) {
                Optional<String> of = activities.isEmpty() || random.nextBoolean() ? Optional.empty() : Optional.of(pick(activities).id());
                artefacts.add(new Artefact("f" + artefacts.size(), kind, asAt.minusDays(random.nextInt(1500)), of,
                        random.nextBoolean() ? Map.of() : Map.of("person", Set.of("registrant", "peer"))));
            }
        }
        List<Decision> decisions = new ArrayList<>();
        for (Activity activity : activities) {
            if (random.nextInt(12) == 0) {
                decisions.add(decision(activity));
            }
        }
        return new MemberRecord(facts(asAt), activities, artefacts, decisions, reliefs(asAt), carried(asAt), owed(asAt));
    }

    private Decision decision(Activity activity) {
        Decision.Outcome outcome = pick(List.of(Decision.Outcome.values()));
        Map<String, Set<String>> tags = new HashMap<>();
        if (outcome == Decision.Outcome.RECLASSIFY) {
            scheme.vocabulary().tags().forEach((kind, values) -> {
                if (!values.isEmpty() && random.nextBoolean()) {
                    tags.put(kind, Set.of(pick(List.copyOf(values.keySet()))));
                }
            });
        }
        return new Decision(activity.id(), outcome, Optional.of(new BigDecimal(random.nextInt(3))), tags, "as seen");
    }

    private Map<String, List<Fact>> facts(LocalDate asAt) {
        Map<String, List<Fact>> facts = new HashMap<>();
        scheme.vocabulary().facts().forEach((name, kind) -> {
            switch (random.nextInt(5)) {
                case 0 -> {}
                case 1 -> {
                    LocalDate turn = asAt.minusDays(random.nextInt(900));
                    facts.put(name, List.of(new Fact(Optional.empty(), Optional.of(turn), List.of(value(kind, asAt))),
                            new Fact(Optional.of(turn.plusDays(1)), Optional.empty(), List.of(value(kind, asAt)))));
                }
                case 2 -> facts.put(name, List.of(Fact.always(value(kind, asAt), value(kind, asAt))));
                default -> facts.put(name, List.of(Fact.always(value(kind, asAt))));
            }
        });
        if (random.nextBoolean()) {
            facts.put("enrolled", List.of(Fact.always(asAt.minusDays(random.nextInt(3000)).toString())));
        }
        return facts;
    }

    private String value(Vocabulary.FactKind kind, LocalDate asAt) {
        if (!kind.values().isEmpty()) {
            return pick(List.copyOf(kind.values().keySet()));
        }
        return switch (kind.kind()) {
            case DATE -> asAt.minusDays(random.nextInt(4000)).toString();
            case NUMBER -> Integer.toString(random.nextInt(2500));
            case YES_NO -> Boolean.toString(random.nextBoolean());
            case TEXT -> pick(List.of("ethics", "safety", "law", "nurse", "other"));
        };
    }

    private List<Relief> reliefs(LocalDate asAt) {
        List<Relief> reliefs = new ArrayList<>();
        for (int n = random.nextInt(8) - 5; n > 0; n--) {
            Relief.Kind kind = pick(List.of(Relief.Kind.values()));
            Set<String> of = random.nextBoolean() ? Set.of() : Set.of(requirement());
            reliefs.add(new Relief("r" + n, kind, of, new Span(asAt.minusDays(400), asAt.plusDays(400)),
                    random.nextBoolean() ? Optional.of(new BigDecimal(random.nextInt(5))) : Optional.empty(),
                    random.nextBoolean() ? Optional.of(new BigDecimal(random.nextInt(100))) : Optional.empty(),
                    Optional.of(asAt.plusDays(random.nextInt(500))), "illness"));
        }
        return reliefs;
    }

    private List<Carried> carried(LocalDate asAt) {
        List<Carried> carried = new ArrayList<>();
        for (int n = random.nextInt(6) - 2; n > 0; n--) {
            Activity like = activity("c" + n, asAt.minusDays(300L + random.nextInt(500)));
            carried.add(new Carried(like.id(), new BigDecimal(1 + random.nextInt(10)), like.date(),
                    random.nextBoolean() ? Optional.empty() : Optional.of(asAt.plusDays(random.nextInt(900) - 450L)),
                    random.nextInt(3), like.tags(), "the period before"));
        }
        return carried;
    }

    private List<Owed> owed(LocalDate asAt) {
        List<Owed> owed = new ArrayList<>();
        for (int n = random.nextInt(6) - 4; n > 0; n--) {
            owed.add(new Owed(requirement(), new BigDecimal(random.nextInt(8)), asAt.minusDays(random.nextInt(900)),
                    random.nextBoolean() ? Optional.empty() : Optional.of(asAt.plusDays(random.nextInt(300)))));
        }
        return owed;
    }

    private String requirement() {
        return pick(pick(scheme.versions()).requirements()).id();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
