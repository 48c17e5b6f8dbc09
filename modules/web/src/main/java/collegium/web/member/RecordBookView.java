package collegium.web.member;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A period on one page: plan, activities, kind and time of each, artefacts, reflections. Template {@code record-book}.
 *
 * @param stages of the learning cycle that are there, with what is done in each
 * @param parts the parts of the record that are there, with how much is in each
 * @param groups the activities, by what they count for or by month
 * @param views the two ways to see them
 * @param kinds what is asked for that is no activity, kind by kind
 * @param submit the address that submits the period, while it can be
 * @param submitted when it was submitted, in words, where it was
 */
public record RecordBookView(
        String period, String member, LocalDate from, LocalDate to, List<Stage> stages, List<Part> parts, List<Group> groups, List<Link> views,
        List<Objective> objectives, List<Kind> kinds, List<Reflection> reflections, List<Link> periods, Optional<String> submit,
        Optional<String> submitted, List<Link> downloads) {

    /**
     * A stage of the learning cycle.
     *
     * @param state done, now, or empty where nothing is there yet
     */
    public record Stage(String name, String state, String note) {}

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
     * @param claimed what the member said, with its unit
     */
    public record Row(
            String path, LocalDate on, String title, String kind, boolean reflected, int files, String claimed, BigDecimal counted, String mark,
            boolean planned, boolean unconfirmed) {}

    public record Objective(String title, String note, boolean met) {}

    /**
     * A kind of artefact: plan, account, discussion, feedback, confirmation, declaration.
     *
     * @param asked how many of how many, in words, where a requirement says
     * @param status of that requirement
     * @param add where another is recorded
     */
    public record Kind(String name, Optional<String> asked, Optional<String> status, String add, List<Artefact> artefacts) {}

    /** One of them. */
    public record Artefact(String path, String title, String note, Optional<String> state, int files) {}

    public record Reflection(String path, String title, LocalDate on, String words, Optional<String> outcome) {}

    public record Link(String path, String name, boolean current) {}
}
