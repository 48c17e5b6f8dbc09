package collegium.web.member;

import java.util.List;

/**
 * What an activity would count in one enrolment, before it is recorded.
 *
 * @param scheme its name, shown where there are several
 * @param headline would count 1.5 of 2.0 hours
 * @param why what took something off, each rule with its clause
 * @param effects what it does to each requirement that it moves
 */
public record Would(String scheme, String headline, List<String> why, List<Effect> effects) {

    /** A requirement with what becomes of it: 24.5 becomes 26.0 of 35 hours. */
    public record Effect(String requirement, String words) {}
}
