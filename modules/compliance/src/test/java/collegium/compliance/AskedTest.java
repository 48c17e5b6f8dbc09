package collegium.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AskedTest {

    @Test
    void yearsOfOneRequirementHaveItsTitle() {
        assertThat(Asked.title("Hours in each year", "Hours in each year")).isEqualTo("Hours in each year");
    }

    @Test
    void topicsOfOneRequirementHaveWhatTheirTitlesShare() {
        assertThat(Asked.title("Topics: Ethics", "Topics: Safety")).isEqualTo("Topics");
        assertThat(Asked.title("CPD: topics: Ethics", "CPD: topics: Euthanasia")).isEqualTo("CPD: topics");
        assertThat(Asked.title("Hours", "Renamed")).isEqualTo("Hours");
    }
}
