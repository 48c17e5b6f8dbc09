package collegium.compliance;

import collegium.requirements.engine.Activity;
import collegium.requirements.engine.ActivityCredit;
import collegium.requirements.engine.Artefact;
import collegium.requirements.engine.Carried;
import collegium.requirements.engine.Decision;
import collegium.requirements.engine.Fact;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Outcome;
import collegium.requirements.engine.Owed;
import collegium.requirements.engine.Relief;
import collegium.requirements.engine.Standing;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A digest of what was judged and of the verdict: dates, amounts, types, flags, and the numbers that follow. No word that a person
 * wrote is in it, so that erasing words leaves it as it is.
 */
final class Digests {

    private final StringBuilder text = new StringBuilder();

    private Digests() {}

    static String of(MemberRecord record, Standing standing) {
        Digests digest = new Digests();
        digest.record(record);
        digest.verdict(standing);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(digest.text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void record(MemberRecord record) {
        new TreeMap<>(record.facts()).forEach((kind, facts) -> facts.forEach(fact -> fact(kind, fact)));
        sorted(record.activities().stream().map(Digests::activity));
        sorted(record.artefacts().stream().map(Digests::artefact));
        sorted(record.decisions().stream().map(Digests::decision));
        sorted(record.reliefs().stream().map(Digests::relief));
        sorted(record.carried().stream().map(Digests::carried));
        sorted(record.owed().stream().map(Digests::owed));
    }

    private void fact(String kind, Fact fact) {
        line("fact", kind, day(fact.from()), day(fact.to()), words(fact.values()));
    }

    private static String activity(Activity activity) {
        return row("activity", activity.id(), activity.date(), day(activity.recorded()), amounts(activity.measures()), tags(activity.tags()));
    }

    private static String artefact(Artefact artefact) {
        return row("artefact", artefact.id(), artefact.kind(), artefact.date(), artefact.activity().orElse("-"), tags(artefact.tags()));
    }

    private static String decision(Decision decision) {
        return row("decision", decision.activity(), decision.outcome(), amount(decision.upTo()), tags(decision.tags()));
    }

    private static String relief(Relief relief) {
        return row("relief", relief.id(), relief.kind(), words(new TreeSet<>(relief.requirements())), relief.within().from(), relief.within().to(),
                amount(relief.amount()), amount(relief.percent()), day(relief.until()));
    }

    private static String carried(Carried carried) {
        return row("carried", carried.id(), plain(carried.amount()), carried.earned(), day(carried.expires()), carried.lives(), tags(carried.tags()));
    }

    private static String owed(Owed owed) {
        return row("owed", owed.requirement(), plain(owed.amount()), owed.since(), day(owed.until()));
    }

    private void verdict(Standing standing) {
        line("standing", standing.scheme(), standing.version(), standing.engine(), standing.asAt(), standing.period().start(), standing.period().end(),
                standing.compliant(), standing.status(), standing.unit(), standing.outcome().map(Outcome.Reached::id).orElse("-"));
        standing.findings().forEach(this::finding);
        for (ActivityCredit credit : standing.activities()) {
            line("credit", credit.activity(), plain(credit.claimed()), plain(credit.credited()), plain(credit.counted()), plain(credit.carried()));
        }
        standing.carryOut().forEach(carried -> text.append(carried(carried)));
    }

    private void finding(Finding finding) {
        line("finding", finding.name(), finding.severity(), finding.window().from(), finding.window().to(), plain(finding.needed()),
                plain(finding.counted()), plain(finding.shortBy()), finding.unit(), finding.met(), finding.status(), finding.inPlay());
        finding.options().forEach(this::finding);
    }

    private void line(Object... parts) {
        text.append(row(parts));
    }

    private void sorted(Stream<String> rows) {
        rows.sorted().forEach(text::append);
    }

    /** Each part with its length before it, so that no two different rows are the same text. */
    private static String row(Object... parts) {
        return Stream.of(parts).map(part -> part instanceof Enum<?> word ? word.name().toLowerCase(Locale.ROOT) : part.toString())
                .map(part -> part.length() + ":" + part).collect(Collectors.joining(" ", "", "\n"));
    }

    private static String tags(Map<String, Set<String>> tags) {
        return new TreeMap<>(tags).entrySet().stream().map(tag -> row(tag.getKey(), words(new TreeSet<>(tag.getValue())))).collect(Collectors.joining());
    }

    private static String amounts(Map<String, BigDecimal> amounts) {
        return new TreeMap<>(amounts).entrySet().stream().map(amount -> row(amount.getKey(), plain(amount.getValue()))).collect(Collectors.joining());
    }

    private static String words(Collection<String> words) {
        return row(words.toArray());
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    private static String amount(Optional<BigDecimal> amount) {
        return amount.map(Digests::plain).orElse("-");
    }

    private static String day(Optional<?> day) {
        return day.map(Object::toString).orElse("-");
    }
}
