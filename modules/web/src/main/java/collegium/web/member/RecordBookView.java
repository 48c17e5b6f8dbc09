package collegium.web.member;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A period on one page: needs and plan, activities, kind and time of each, reflections. Template {@code record-book}.
 *
 * @param parts the parts of the record that are there, with how much is in each
 * @param submit the address that submits the period, while it can be
 * @param submitted when it was submitted, in words, where it was
 */
public record RecordBookView(
        String period, String member, LocalDate from, LocalDate to, List<Part> parts, List<Group> groups, List<Artefact> artefacts,
        List<Reflection> reflections, List<Link> periods, Optional<String> submit, Optional<String> submitted, List<Link> downloads) {

    /**
     * A part with how much is in it.
     *
     * @param anchor an id on this page
     */
    public record Part(String name, String anchor, String note) {}

    /**
     * Activities that count together.
     *
     * @param sum what of it counts, in words: 16.0 of 21 h
     */
    public record Group(String name, String sum, List<Row> rows) {}

    /**
     * One row.
     *
     * @param reflected whether a reflection is written; else the row asks for it
     */
    public record Row(String path, LocalDate on, String title, String kind, boolean reflected, int files, BigDecimal counted, String mark, boolean planned) {}

    /** A plan, an account, a discussion, feedback, a confirmation, a declaration. */
    public record Artefact(String path, String title, String note, Optional<String> state) {}

    public record Reflection(String title, LocalDate on, String words) {}

    public record Link(String path, String name, boolean current) {}
}
