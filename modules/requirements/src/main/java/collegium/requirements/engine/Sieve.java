package collegium.requirements.engine;

import java.util.ArrayList;
import java.util.List;

/** A condition made ready to be asked of many entries: tags are bits, whatever else there is goes to the questions. */
interface Sieve {

    Sieve ALL = (_, _) -> Truth.YES;

    Truth of(Entry entry, Questions questions);

    static Sieve of(Condition condition, TagIndex tags) {
        return switch (condition) {
            case Condition.All all -> every(flat(all), tags);
            case Condition.Any any -> several(any.parts(), Truth.YES, tags);
            case Condition.Not not -> new Not(of(not.part(), tags));
            case Condition.Tag tag -> tag(tag, tags);
            case Condition.TagInFact _, Condition.Measure _, Condition.Dated _, Condition.Recorded _,
                    Condition.Held _, Condition.Linked _, Condition.Fact _ ->
                (entry, questions) -> questions.entry(condition, entry);
        };
    }

    private static List<Condition> flat(Condition.All all) {
        List<Condition> parts = new ArrayList<>();
        for (Condition part : all.parts()) {
            if (part instanceof Condition.All inner) {
                parts.addAll(flat(inner));
            } else {
                parts.add(part);
            }
        }
        return parts;
    }

    private static Sieve every(List<Condition> parts, TagIndex tags) {
        return switch (parts.size()) {
            case 0 -> ALL;
            case 1 -> of(parts.getFirst(), tags);
            default -> several(parts, Truth.NO, tags);
        };
    }

    private static Sieve several(List<Condition> parts, Truth decisive, TagIndex tags) {
        return new Several(parts.stream().map(part -> of(part, tags)).toArray(Sieve[]::new), decisive);
    }

    private static Sieve tag(Condition.Tag tag, TagIndex tags) {
        long first = 0;
        List<Integer> further = new ArrayList<>();
        for (String value : tag.values()) {
            int bit = tags.number(tag.kind(), value);
            if (bit < Long.SIZE) {
                first |= 1L << bit;
            } else {
                further.add(bit);
            }
        }
        return further.isEmpty() ? new Tagged(first) : new FarTagged(first, further.stream().mapToInt(bit -> bit).toArray());
    }

    /** Carries one of the tags. */
    record Tagged(long mask) implements Sieve {
        @Override
        public Truth of(Entry entry, Questions questions) {
            return (entry.bits & mask) != 0 ? Truth.YES : Truth.NO;
        }
    }

    /** The same in a scheme that asks for more tags than a long has bits. */
    final class FarTagged implements Sieve {
        private final long mask;
        private final int[] further;

        FarTagged(long mask, int[] further) {
            this.mask = mask;
            this.further = further;
        }

        @Override
        public Truth of(Entry entry, Questions questions) {
            if ((entry.bits & mask) != 0) {
                return Truth.YES;
            }
            for (int bit : further) {
                if (entry.moreBits.length > 0 && (entry.moreBits[bit / Long.SIZE - 1] >>> bit & 1) != 0) {
                    return Truth.YES;
                }
            }
            return Truth.NO;
        }
    }

    /** Of all parts, where one that does not hold decides; or of any, where one that holds does. */
    final class Several implements Sieve {
        private final Sieve[] parts;
        private final Truth decisive;

        Several(Sieve[] parts, Truth decisive) {
            this.parts = parts;
            this.decisive = decisive;
        }

        @Override
        public Truth of(Entry entry, Questions questions) {
            Truth truth = decisive.not();
            for (Sieve part : parts) {
                Truth one = part.of(entry, questions);
                if (one == decisive) {
                    return one;
                }
                truth = one == Truth.UNKNOWN ? one : truth;
            }
            return truth;
        }
    }

    record Not(Sieve part) implements Sieve {
        @Override
        public Truth of(Entry entry, Questions questions) {
            return part.of(entry, questions).not();
        }
    }
}
