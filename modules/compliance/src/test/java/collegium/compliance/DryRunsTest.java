package collegium.compliance;

import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.STAGED_STANDING;
import static collegium.database.tenant.Tables.STANDING;
import static collegium.database.tenant.Tables.STANDING_HISTORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.database.TenantDatabase;
import collegium.database.tenant.tables.records.StandingRecord;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.requirements.Drafted;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeDrafts;
import collegium.requirements.SchemeId;
import collegium.requirements.SchemeOutline;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Judge;
import collegium.requirements.schemes.ShippedSchemes;
import collegium.testing.TestBodies;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class DryRunsTest {

    private static final AnnotationConfigApplicationContext CONTEXT = Whole.started();
    private static final int MEMBERS = 40;
    private static final List<String> HEADING = List.of("Number", "Name", "Now", "By the draft", "Furthest", "Missing", "Unit");

    private final BodyId body = TestBodies.fresh();
    private final Call administrator = TestBodies.by(body, Role.ADMINISTRATOR, Role.OFFICER);
    private final TenantDatabase database = CONTEXT.getBean(TenantDatabase.class);
    private final Schemes schemes = CONTEXT.getBean(Schemes.class);
    private final SchemeDrafts drafts = CONTEXT.getBean(SchemeDrafts.class);
    private final DryRuns runs = CONTEXT.getBean(DryRuns.class);

    @AfterAll
    static void stop() {
        CONTEXT.close();
    }

    /** A draft of a scheme that some members are under; it asks for the whole instead of what the published one asks for. */
    private SchemeVersion draft(String total) {
        return draft(ShippedSchemes.document("acca").orElseThrow(), "at-least: 40", "at-least: " + total);
    }

    private SchemeVersion draft(String document, String published, String drafted) {
        if (!(schemes.draft(administrator, document, SchemeOutline.Authority.BODY, LocalDate.of(2018, 1, 1), Optional.empty()) instanceof Drafted.Kept kept)) {
            throw new AssertionError("The shipped scheme has faults.");
        }
        SchemeId scheme = kept.version().scheme();
        schemes.publish(administrator, kept.version().id(), LocalDate.of(2018, 1, 1));
        CONTEXT.getBean(Enrolments.class).rule(administrator, scheme, Map.of(), "Every member");
        // The round that the rule began takes the same members' rows.
        while (CONTEXT.getBean(Rejudging.class).of(administrator, scheme).stream().anyMatch(round -> round.finished().isEmpty())) {
            Thread.onSpinWait();
        }
        CONTEXT.getBean(Fillings.class).fill(administrator, scheme, MEMBERS, 20, _ -> {});
        CONTEXT.getBean(StreamedRounds.class).run(administrator, scheme, "filled");
        SchemeVersion next = drafts.next(administrator, scheme);
        if (!(drafts.keep(administrator, next.id(), next.source().replace(published, drafted), next.edit()) instanceof Drafted.Kept changed)) {
            throw new AssertionError("The draft has faults.");
        }
        return changed.version();
    }

    private UUID through(SchemeVersion draft) {
        UUID run = runs.begin(administrator, draft);
        runs.judge(administrator, draft, Judge.of(schemes.alone(administrator, draft)), run);
        return run;
    }

    private DryRuns.Run latest(SchemeVersion draft) {
        return runs.latest(administrator, draft).orElseThrow();
    }

    private int staged(UUID run) {
        return database.in(body, sql -> sql.fetchCount(STAGED_STANDING, STAGED_STANDING.BATCH_ID.eq(run)));
    }

    private List<StandingRecord> standings() {
        return database.in(body, sql -> List.copyOf(sql.selectFrom(STANDING).orderBy(STANDING.MEMBER_ID).fetch()));
    }

    private int history() {
        return database.in(body, sql -> sql.fetchCount(STANDING_HISTORY));
    }

    private String export(SchemeVersion draft) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        runs.export(administrator, draft, HEADING, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aDraftThatChangesNothingMovesNobody() {
        SchemeVersion draft = draft("40");
        through(draft);
        assertThat(latest(draft)).extracting(DryRuns.Run::state, DryRuns.Run::done, DryRuns.Run::total, DryRuns.Run::changed)
                .containsExactly(DryRuns.State.DONE, (long) MEMBERS, (long) MEMBERS, 0L);
        assertThat(runs.result(administrator, draft).moves()).isEmpty();
    }

    @Test
    void whoWouldStandElsewhereIsCountedAndExplainedAndNothingIsWritten() {
        SchemeVersion draft = draft("4000");
        List<StandingRecord> before = standings();
        int history = history();

        UUID run = through(draft);

        long changed = latest(draft).changed();
        assertThat(changed).isPositive().isEqualTo(staged(run));
        DryRuns.Result result = runs.result(administrator, draft);
        assertThat(result.moves()).allMatch(move -> !move.before().equals(move.after()));
        assertThat(result.moves().stream().mapToLong(DryRuns.Move::members).sum()).isEqualTo(changed);
        assertThat(result.requirements().stream().mapToLong(DryRuns.ByRequirement::members).sum()).isEqualTo(changed);
        assertThat(result.typical()).isNotEmpty().hasSizeLessThanOrEqualTo(10)
                .allMatch(each -> each.title().isPresent() && !each.exampleName().isBlank() && !each.higher())
                .allSatisfy(each -> assertThat(each.shortfall().orElseThrow().typical()).isPositive()
                        .isBetween(each.shortfall().orElseThrow().least(), each.shortfall().orElseThrow().most()));
        assertThat(result.lower()).isEqualTo(changed);
        assertThat(result.higher()).isZero();
        assertThat(result.values()).allMatch(value -> value.lower() + value.higher() <= value.members());
        assertThat(result.stood().stream().mapToLong(DryRuns.Stood::before).sum()).isEqualTo(MEMBERS);
        assertThat(result.stood().stream().mapToLong(DryRuns.Stood::after).sum()).isEqualTo(MEMBERS);
        assertThat(result.stood()).allSatisfy(stood -> assertThat(stood.change()).isEqualTo(
                result.moves().stream().filter(move -> move.after().equals(stood.status())).mapToLong(DryRuns.Move::members).sum()
                        - result.moves().stream().filter(move -> move.before().equals(stood.status())).mapToLong(DryRuns.Move::members).sum()));
        assertThat(standings()).isEqualTo(before);
        assertThat(history()).isEqualTo(history);
    }

    @Test
    void theOneRequirementThatTheDraftChangesDoesItInWhicheverYearsHoweverMuchElseIsMissing() {
        SchemeVersion draft = draft("""
                scheme: years
                title: Years
                unit: hour
                types: {course: Course}
                cycle: {length: 5 years, starts: "01-01", in-year: 2024}
                requirements:
                  - {id: total, title: In all, count: all, at-least: 5000}
                  - {id: yearly, title: In each year, count: all, at-least: 0.5, window: each-year}
                """, "at-least: 0.5", "at-least: 20");
        through(draft);
        DryRuns.Result result = runs.result(administrator, draft);
        assertThat(result.lower()).isPositive();
        assertThat(result.requirements()).singleElement().extracting(DryRuns.ByRequirement::requirement, DryRuns.ByRequirement::members)
                .containsExactly(Optional.of("yearly"), latest(draft).changed());
    }

    /** Every page in turn, so many at a time. */
    private List<DryRuns.Mover> pages(SchemeVersion draft, DryRuns.Filter filter, DryRuns.Sort sort, int size) {
        List<DryRuns.Mover> all = new ArrayList<>();
        List<DryRuns.Mover> page = runs.page(administrator, draft, filter, sort, Optional.empty(), size);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = runs.page(administrator, draft, filter, sort, Optional.of(page.getLast()), size);
        }
        return all;
    }

    @Test
    void whoWouldMoveIsListedPageByPageEachOnce() {
        SchemeVersion draft = draft("4000");
        through(draft);
        int changed = (int) latest(draft).changed();
        for (DryRuns.Sort sort : DryRuns.Sort.values()) {
            List<DryRuns.Mover> listed = pages(draft, DryRuns.Filter.ALL, sort, 7);
            assertThat(listed).hasSize(changed).extracting(DryRuns.Mover::member).doesNotHaveDuplicates();
            assertThat(listed).isEqualTo(runs.page(administrator, draft, DryRuns.Filter.ALL, sort, Optional.empty(), changed));
        }
        assertThat(pages(draft, DryRuns.Filter.ALL, DryRuns.Sort.NAME, 7)).isSortedAccordingTo(Comparator.comparing(DryRuns.Mover::sortName));
        assertThat(pages(draft, DryRuns.Filter.ALL, DryRuns.Sort.SHORT, 7)).isSortedAccordingTo(Comparator.comparing((DryRuns.Mover mover) -> mover.shortBy().orElseThrow()).reversed());
        assertThat(pages(draft, DryRuns.Filter.ALL, DryRuns.Sort.SHORT, 7)).allSatisfy(mover ->
                assertThat(mover.needed().orElseThrow().subtract(mover.counted().orElseThrow())).isEqualByComparingTo(mover.shortBy().orElseThrow()));
    }

    @Test
    void whoWouldMoveIsFilteredAsTheCountsSay() {
        SchemeVersion draft = draft("4000");
        through(draft);
        DryRuns.Result result = runs.result(administrator, draft);
        assertThat(result.typical()).allSatisfy(each -> {
            DryRuns.Filter same = new DryRuns.Filter(Optional.of(each.before()), Optional.of(each.after()), each.requirement(), each.requirement().isEmpty());
            assertThat(runs.size(administrator, draft, same)).isEqualTo((int) each.members());
            assertThat(pages(draft, same, DryRuns.Sort.SHORT, 7)).hasSize((int) each.members()).extracting(DryRuns.Mover::member).contains(each.example());
        });
        assertThat(result.requirements()).allSatisfy(each -> assertThat(runs.size(administrator, draft,
                new DryRuns.Filter(Optional.empty(), Optional.empty(), each.requirement(), each.requirement().isEmpty()))).isEqualTo((int) each.members()));
        assertThat(runs.size(administrator, draft, new DryRuns.Filter(Optional.of("nowhere"), Optional.empty(), Optional.empty(), false))).isZero();
    }

    @Test
    void whoWouldStandHigherDoesSoForWhatWasMissing() {
        SchemeVersion draft = draft("4");
        through(draft);
        DryRuns.Result result = runs.result(administrator, draft);
        assertThat(result.higher()).isPositive().isEqualTo(latest(draft).changed());
        assertThat(result.typical()).allMatch(each -> each.higher() && each.title().isPresent());
    }

    @Test
    void theListIsAFileThatNoSpreadsheetTakesForFormulas() {
        SchemeVersion draft = draft("4000");
        database.run(body, sql -> sql.update(MEMBER).set(MEMBER.GIVEN_NAME, "=HYPERLINK(1)").execute());
        through(draft);
        List<String> lines = export(draft).lines().toList();
        assertThat(lines).hasSize((int) latest(draft).changed() + 1);
        assertThat(lines.getFirst()).isEqualTo("Number,Name,Now,By the draft,Furthest,Missing,Unit");
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.contains(",'=HYPERLINK(1) "));
    }

    @Test
    void aCancelledRunLeavesNothing() {
        SchemeVersion draft = draft("4000");
        UUID run = runs.begin(administrator, draft);
        runs.cancel(administrator, draft);
        runs.judge(administrator, draft, Judge.of(schemes.alone(administrator, draft)), run);
        assertThat(latest(draft).state()).isEqualTo(DryRuns.State.CANCELLED);
        assertThat(staged(run)).isZero();
        assertThatThrownBy(() -> runs.result(administrator, draft)).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.category()).isEqualTo(Refused.Category.NOT_FOUND));
    }

    @Test
    void anotherRunTakesThePlaceOfTheFirst() {
        SchemeVersion draft = draft("4000");
        UUID first = through(draft);
        UUID second = through(draft);
        assertThat(latest(draft).id()).isEqualTo(second);
        assertThat(staged(first)).isZero();
    }

    @Test
    void administratorsAloneTryIt() {
        SchemeVersion draft = draft("40");
        Call officer = TestBodies.by(body, Role.OFFICER);
        assertThatThrownBy(() -> runs.start(officer, draft)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> runs.latest(officer, draft)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> runs.cancel(officer, draft)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> runs.result(officer, draft)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> runs.size(officer, draft, DryRuns.Filter.ALL)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> runs.page(officer, draft, DryRuns.Filter.ALL, DryRuns.Sort.NAME, Optional.empty(), 1)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> runs.export(officer, draft, HEADING, new ByteArrayOutputStream())).isInstanceOf(Refused.class);
    }
}
