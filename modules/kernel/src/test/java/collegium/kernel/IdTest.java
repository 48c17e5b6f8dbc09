package collegium.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdTest {

    @Test
    void aKeyIsAVersion7Uuid() {
        UUID key = Id.fresh(Instant.ofEpochMilli(0x0123_4567_89ABL));

        assertThat(key.version()).isEqualTo(7);
        assertThat(key.variant()).isEqualTo(2);
        assertThat(key.getMostSignificantBits() >>> 16).isEqualTo(0x0123_4567_89ABL);
    }

    @Test
    void laterKeysSortLater() {
        String before = Id.fresh(Instant.parse("2026-11-24T12:00:00Z")).toString();
        String after = Id.fresh(Instant.parse("2026-11-24T12:00:00.001Z")).toString();

        assertThat(before).isLessThan(after);
    }

    @Test
    void keysOfOneInstantSortAsTheyWereMade() {
        Instant at = Instant.parse("2026-11-24T12:00:00Z");
        List<String> made = Stream.generate(() -> Id.fresh(at).toString()).limit(3000).toList();

        assertThat(made).isSorted();
    }

    @Test
    void keysOfOneInstantSortAsTheyWereMadeWhateverElseIsMadeMeanwhile() {
        Instant at = Instant.parse("2026-11-24T12:00:00Z");
        List<String> made = Stream.generate(() -> {
            Id.fresh(at.plusMillis(1));
            return Id.fresh(at).toString();
        }).limit(20_000).toList();

        assertThat(made).isSorted();
    }

    @Test
    void keysOfOneInstantDiffer() {
        Set<UUID> keys = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            keys.add(Id.fresh(Instant.EPOCH));
        }
        assertThat(keys).hasSize(10_000);
    }

    @Test
    void whatIsNoKeyNamesNothing() {
        assertThatThrownBy(() -> MemberId.of("1 or 1=1"))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.category()).isEqualTo(Refused.Category.NOT_FOUND));
    }
}
