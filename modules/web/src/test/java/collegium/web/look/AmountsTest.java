package collegium.web.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({"1.5, 1.5", "' 2 ', 2", "'1,5', 1.5", "1:30, 1.5", "0:20, 0.3333", "90 min, 1.5", "45minutes, 0.75", "-2, -2", "10000, 10000", "1.2345678, 1.2345678"})
    void hoursAreReadAsPeopleWriteThem(String text, BigDecimal hours) {
        assertThat(Amounts.read(text, "hours")).hasValueSatisfying(read -> assertThat(read).isEqualByComparingTo(hours));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lots", "1.5 hours", "1:75", "1e9", "0x10", "1,500", "10,000", "1.5.2", "--1", "+1", "٣", "1234567890", "NaN", "1:30:00", "½"})
    void whatCouldMeanSomethingElseIsNotRead(String text) {
        assertThat(Amounts.read(text, "hours")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1:30", "90 min"})
    void onlyHoursAreReadFromAClock(String text) {
        assertThat(Amounts.read(text, "credits")).isEmpty();
    }
}
