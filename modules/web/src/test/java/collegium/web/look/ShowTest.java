package collegium.web.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

class ShowTest {

    @AfterEach
    void noLocale() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void oneIsOne() {
        assertThat(Show.unit(BigDecimal.ONE, "hours")).isEqualTo("hour");
        assertThat(Show.unit(new BigDecimal("1.0"), "entries")).isEqualTo("entry");
        assertThat(Show.unit(BigDecimal.TWO, "entries")).isEqualTo("entries");
        assertThat(Show.unit(BigDecimal.ONE, "CEUs")).isEqualTo("CEU");
        assertThat(Show.unit(BigDecimal.ONE, "h")).isEqualTo("h");
    }

    @Test
    void explanationsSayDaysAsTheBodyDoes() {
        LocaleContextHolder.setLocale(Locale.UK);
        assertThat(Show.said("ethics, 2026-04-01 to 2027-03-31")).isEqualTo("ethics, 1 April 2026 to 31 March 2027");
        assertThat(Show.said("2026, number 12026-04-011, no day 2026-02-30")).isEqualTo("2026, number 12026-04-011, no day 2026-02-30");
        LocaleContextHolder.setLocale(Locale.GERMANY);
        assertThat(Show.said("the same course was credited on 2026-05-02")).endsWith("2 Mai 2026");
    }
}
