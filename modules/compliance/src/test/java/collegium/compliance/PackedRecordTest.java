package collegium.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.kernel.EnrolmentId;
import collegium.kernel.Id;
import collegium.kernel.PeriodId;
import collegium.requirements.engine.Activity;
import collegium.requirements.engine.Artefact;
import collegium.requirements.engine.Carried;
import collegium.requirements.engine.Decision;
import collegium.requirements.engine.Fact;
import collegium.requirements.engine.Owed;
import collegium.requirements.engine.Relief;
import collegium.requirements.engine.Span;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackedRecordTest {

    private static final LocalDate DAY = LocalDate.of(2026, 2, 28);
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");

    private static Activity activity(String id, LocalDate on, String amount) {
        return Activity.on(id, on).measure("hours", new BigDecimal(amount)).type("course").topic("ethics").topic("law")
                .flag("structured").recorded(on.plusDays(3)).done();
    }

    @Test
    void everythingThatIsJudgedComesBack() {
        EnrolmentId enrolment = new EnrolmentId(Id.fresh(AT));
        PeriodId period = new PeriodId(Id.fresh(AT));
        KnownRecord known = new KnownRecord(
                Map.of("grade", List.of(new Fact(Optional.of(DAY), Optional.empty(), List.of("fellow", "ältester")), Fact.always("x"))),
                List.of(activity("000000", LocalDate.of(1969, 12, 31), "1.50"), activity("000001", DAY, "-0.25"),
                        Activity.on("000002", DAY).measure("amount", new BigDecimal("123456789012345678901.5")).done()),
                List.of(new Artefact("000000", "plan", DAY, Optional.of("000001"), Map.of("person", Set.of("registrant")))),
                List.of(new Decision("000001", Decision.Outcome.PART, Optional.of(new BigDecimal("0.5")), Map.of("type", Set.of("reading")), "")),
                List.of(new KnownRecord.Granted(Optional.of(enrolment), new Relief("r", Relief.Kind.REDUCTION, Set.of("total"),
                                new Span(DAY, LocalDate.of(9999, 12, 31)), Optional.of(BigDecimal.TEN), Optional.empty(), Optional.empty(), "")),
                        new KnownRecord.Granted(Optional.empty(), new Relief("s", Relief.Kind.EXTENSION, Set.of(),
                                new Span(DAY, DAY), Optional.empty(), Optional.of(BigDecimal.ONE), Optional.of(DAY), ""))),
                Map.of(period, List.of(new Carried("c", new BigDecimal("3.5"), DAY, Optional.of(DAY), 2, Map.of("flag", Set.of("structured")), "closed"))),
                Map.of(period, List.of(new Owed("total", new BigDecimal("4.5"), DAY, Optional.of(DAY)))));

        assertThat(PackedRecord.unpack(ByteBuffer.wrap(PackedRecord.pack(known)), new Lexicon())).contains(known);
    }

    @Test
    void idsBecomePlacesThatSortAsTheActivitiesDid() {
        KnownRecord known = new KnownRecord(Map.of(), List.of(activity("b", DAY, "1"), activity("a", DAY, "2")), List.of(),
                List.of(new Decision("a", Decision.Outcome.REJECT, Optional.empty(), Map.of(), "No evidence."),
                        new Decision("gone", Decision.Outcome.REJECT, Optional.empty(), Map.of(), "Withdrawn since.")),
                List.of(), Map.of(), Map.of());

        KnownRecord read = PackedRecord.unpack(ByteBuffer.wrap(PackedRecord.pack(known)), new Lexicon()).orElseThrow();

        assertThat(read.activities()).extracting(Activity::id).containsExactly("000000", "000001");
        assertThat(read.decisions()).extracting(Decision::activity).containsExactly("000001");
    }

    @Test
    void bytesOfAnotherFormAreNotRead() {
        assertThat(PackedRecord.unpack(ByteBuffer.wrap(new byte[] {9, 0, 0}), new Lexicon())).isEmpty();
    }

    @Test
    void whatOneRecordTaughtTheLexiconIsTrueForTheNext() {
        Lexicon lexicon = new Lexicon();
        byte[] first = PackedRecord.pack(new KnownRecord(Map.of(), List.of(activity("a", DAY, "1")), List.of(), List.of(), List.of(), Map.of(), Map.of()));
        byte[] second = PackedRecord.pack(new KnownRecord(Map.of(), List.of(activity("a", DAY, "2")), List.of(), List.of(), List.of(), Map.of(), Map.of()));

        PackedRecord.unpack(ByteBuffer.wrap(first), lexicon);
        Activity read = PackedRecord.unpack(ByteBuffer.wrap(second), lexicon).orElseThrow().activities().getFirst();

        assertThat(read.measures().get("hours")).isEqualByComparingTo("2");
        assertThat(PackedRecord.unpack(ByteBuffer.wrap(first), lexicon).orElseThrow().activities().getFirst().measures().get("hours"))
                .isEqualByComparingTo("1");
    }
}
