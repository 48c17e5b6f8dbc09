package collegium.web.member;

import collegium.membership.Member;
import collegium.web.look.FactWords;
import java.util.List;
import java.util.Optional;

/** What the body knows of a member. Template {@code about}. */
public record AboutView(Member member, List<Kind> kinds, List<Asked> asked) {

    /**
     * One kind of fact with its stretches, the latest first.
     *
     * @param otherwise what holds where the record is silent
     */
    public record Kind(String kind, String title, List<Fact> facts, Optional<String> otherwise) {}

    /** One stretch. */
    public record Fact(String value, String span, String source, boolean holds) {}

    /**
     * A change that was asked for.
     *
     * @param state waiting, accepted or declined
     */
    public record Asked(String title, String value, String span, String on, String state, Optional<String> reason, Optional<String> note) {}

    /** The form that asks for a change. Template {@code about-change}. */
    public record Change(FactWords.Asked asked, Fields said) {}
}
