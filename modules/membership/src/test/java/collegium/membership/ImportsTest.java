package collegium.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.tenancy.Bodies;
import collegium.testing.TestBodies;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportsTest {

    private static final String HEADER = "Number;Surname;First name;E-mail;Grade;Registered\n";
    private final BodyId body = TestBodies.fresh();
    private static final BodyId OTHER = TestBodies.fresh();
    private final Call administrator = TestBodies.by(body, Role.ADMINISTRATOR, Role.OFFICER);
    private final List<Object> events = new ArrayList<>();
    private final Members members = new Members(TestBodies.databases().tenants(), events::add);
    private final Imports imports = new Imports(TestBodies.databases().tenants(),
            new Bodies(TestBodies.databases().platform(), TestBodies.databases().schemas(), "localhost"),
            List.of(new MemberImport(TestBodies.databases().tenants(), events::add)));

    private UUID stage(byte[] file) {
        return imports.stage(administrator, "members", "members.csv", new ByteArrayInputStream(file));
    }

    private UUID stage(String file) {
        return stage(file.getBytes(StandardCharsets.UTF_8));
    }

    /** Looks again at once, so that the next step is often asked for while the work of the last one is just ending. */
    private ImportBatch settled(UUID id) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < until) {
            ImportBatch batch = imports.find(administrator, id);
            if (!batch.state().running()) {
                return batch;
            }
        }
        throw new AssertionError("still " + imports.find(administrator, id));
    }

    private ImportBatch checked(UUID id) {
        imports.check(administrator, id);
        return settled(id);
    }

    private ImportBatch applied(UUID id) {
        checked(id);
        imports.apply(administrator, id);
        return settled(id);
    }

    private List<Member> all() {
        return members.search(administrator, "", Optional.empty(), 100);
    }

    private List<String> faults(UUID id) {
        return imports.rows(administrator, id, Optional.of("bad"), 0, 100).stream()
                .map(row -> row.line() + " " + row.faults().stream().map(fault -> fault.column() + ":" + fault.code()).collect(Collectors.joining(",")))
                .toList();
    }

    @Test
    void goodRowsBecomeMembersWithFactsAndTheSameFileChangesNothing() {
        String file = HEADER + "20133;Zieliński;Piotr;p@example.org;Practitioner;12/09/2019\n20418;Rao;Sunita;;Fellow;2021-03-01\n";
        ImportBatch first = applied(stage(file));

        assertThat(first.state()).isEqualTo(ImportState.APPLIED);
        assertThat(first).extracting(ImportBatch::good, ImportBatch::bad, ImportBatch::unchanged, ImportBatch::done).containsExactly(2, 0, 0, 2);
        Member piotr = members.search(administrator, "20133", Optional.empty(), 1).getFirst();
        assertThat(piotr.joined()).isEqualTo(LocalDate.of(2019, 9, 12));
        assertThat(members.facts(administrator, piotr.id())).singleElement().satisfies(fact -> {
            assertThat(fact.value()).isEqualTo("Practitioner");
            assertThat(fact.source()).isEqualTo("opening");
            assertThat(fact.from()).isEqualTo(piotr.joined());
        });
        assertThat(events).hasSize(2);

        ImportBatch again = applied(stage(file));
        assertThat(again).extracting(ImportBatch::good, ImportBatch::unchanged).containsExactly(0, 2);
        assertThat(events).hasSize(2);
        assertThat(members.find(administrator, piotr.id()).revision()).isEqualTo(1);
    }

    @Test
    void everyBadRowSaysWhyAndGoesOutWithItsReason() {
        UUID id = stage(HEADER
                + "1;A;A;a@example.org;;31/11/2026\n"
                + ";B;B;b@example.org;;01/10/2026\n"
                + "3;C;C;a@example.org;;01/10/2026\n"
                + "4;=cmd|'/C calc'!A0;D;no address;;99\n"
                + "5;E;E;;;01/10/2026;more\n"
                + "6;F\0;F;;;01/10/2026\n"
                + "7;" + "x".repeat(300) + ";G;;;01/10/0202\n"
                + "8;\u202Eevil 👩🏽‍⚕️;O’Néill;;;01/10/2026\n");
        ImportBatch batch = checked(id);

        assertThat(batch).extracting(ImportBatch::good, ImportBatch::bad).containsExactly(1, 7);
        assertThat(faults(id)).containsExactly("2 joined:date-not-in-calendar", "3 number:required", "4 email:repeated-in-file",
                "5 email:email-form,joined:date-form", "6 :too-many-cells", "7 family name:unprintable",
                "8 family name:too-long,joined:date-implausible");
        assertThat(imports.rows(administrator, id, Optional.of("bad"), 0, 1).getFirst().faults().getFirst().hint()).contains("2026-11-30");
        StringWriter out = new StringWriter();
        imports.writeRefused(administrator, id, out, ImportFault::code);
        assertThat(out.toString().lines()).hasSize(8).first().isEqualTo("Number;Surname;First name;E-mail;Grade;Registered;reason");
        assertThat(out.toString()).contains("'=cmd|").contains("email-form; date-form");
        assertThat(all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16", "windows-1252", "ISO-8859-1"})
    void aFileIsReadWhateverItsCharacters(String charset) {
        for (String separator : List.of(";", ",", "\t")) {
            String file = (HEADER + "\"9\";\"Núñez \"\"Süß\"\"\";José;;;3/4/2026\r\n\r\n").replace(";", separator);
            ImportBatch batch = checked(stage(file.getBytes(Charset.forName(charset))));
            assertThat(batch).as(separator).extracting(ImportBatch::good, ImportBatch::delimiter).containsExactly(1, separator);
            assertThat(imports.rows(administrator, batch.id(), Optional.empty(), 0, 5).getFirst().cells()).contains("Núñez \"Süß\"");
        }
        applied(stage(("\uFEFF" + HEADER + "9;Ö;José;;;3/4/2026").getBytes(StandardCharsets.UTF_8)));
        assertThat(all()).singleElement().satisfies(member -> assertThat(member.joined()).isEqualTo(LocalDate.of(2026, 4, 3)));
    }

    @Test
    void theFileTellsWhichOrderItsDatesHave() {
        UUID id = stage(HEADER + "1;A;A;;;12/31/2020\n2;B;B;;;3/4/2026\n");
        assertThat(imports.find(administrator, id).dayFirst()).isFalse();
        applied(id);

        assertThat(all()).extracting(Member::joined).containsExactly(LocalDate.of(2020, 12, 31), LocalDate.of(2026, 3, 4));
    }

    @Test
    void whatIsNoFileOfRowsIsRefused() {
        assertThatThrownBy(() -> stage("")).hasMessage("file-empty");
        assertThatThrownBy(() -> stage("PK\u0003\u0004zip")).hasMessage("file-not-csv");
        assertThatThrownBy(() -> stage("\n\n")).hasMessage("header-missing");
        assertThatThrownBy(() -> stage(HEADER)).hasMessage("rows-missing");
        assertThatThrownBy(() -> stage("Number,Number\n1,2\n")).hasMessage("header-repeated");
        assertThatThrownBy(() -> imports.stage(administrator, "planets", "x", new ByteArrayInputStream(new byte[1]))).hasMessage("unknown-kind");
        UUID lacking = stage("Number;Colour\n1;red\n");
        assertThatThrownBy(() -> imports.check(administrator, lacking)).hasMessage("column-missing, column-missing, column-missing");
        stage(HEADER + "1;\"never closed;A;;;\n2;B;B;;;01/01/2026\n");
        assertThat(imports.latest(administrator)).hasSize(2);
    }

    @Test
    void aStepAskedForWhileTheOneBeforeIsJustEndingIsDone() {
        for (int i = 0; i < 10; i++) {
            assertThat(applied(stage(HEADER + i + ";A;A;;;01/10/2026\n")).state()).isEqualTo(ImportState.APPLIED);
        }
    }

    @Test
    void aColumnOfAnotherNameIsSaidToBeOneAndAFactOfTheBodysOwnIsKept() {
        UUID id = stage("Nr;Surname;First name;Registered;fact:setting\n1;A;A;01/10/2026;Hospital\n");
        assertThat(imports.find(administrator, id).mapping()).containsExactly("", "family name", "given name", "joined", "fact:setting");
        imports.map(administrator, id, List.of("number", "family name", "given name", "joined", "fact:setting"), true);
        applied(id);

        assertThat(members.facts(administrator, all().getFirst().id())).extracting(MemberFact::kind, MemberFact::value)
                .containsExactly(tuple("setting", "Hospital"));
    }

    @Test
    void aChangedRowChangesTheMemberAndUndoingGivesBackWhatWas() {
        applied(stage(HEADER + "1;Rao;Sunita;s@example.org;Fellow;01/10/2020\n"));
        Member before = all().getFirst();
        ImportBatch second = applied(stage(HEADER + "1;Rao-Smith;Sunita;;Practitioner;01/10/2020\n2;New;Nia;;;01/10/2020\n"));

        assertThat(all()).extracting(Member::familyName).containsExactly("New", "Rao-Smith");
        assertThat(members.facts(administrator, before.id())).extracting(MemberFact::value).containsExactly("Practitioner", "Fellow");
        imports.undo(administrator, second.id());
        assertThat(settled(second.id()).state()).isEqualTo(ImportState.UNDONE);

        assertThat(all()).singleElement().satisfies(member -> {
            assertThat(member.familyName()).isEqualTo("Rao");
            assertThat(member.email()).contains("s@example.org");
        });
        assertThat(members.facts(administrator, before.id())).extracting(MemberFact::value).containsExactly("Fellow");
        assertThat(applied(stage(HEADER + "2;New;Nia;;;01/10/2020\n")).good()).isEqualTo(1);
    }

    @Test
    void whatWasBuiltUponOrIsADayOldIsNotUndone() {
        ImportBatch batch = applied(stage(HEADER + "1;Rao;Sunita;;Fellow;01/10/2020\n"));
        Call late = TestBodies.at(administrator, TestBodies.NOON.plus(Duration.ofHours(25)));

        assertThatThrownBy(() -> imports.undo(late, batch.id())).hasMessage("too-late-to-undo");
        members.change(administrator, all().getFirst().id(), ChangeFact.of("grade", "Honorary", LocalDate.of(2026, 1, 1), "Letter"));
        assertThatThrownBy(() -> imports.undo(administrator, batch.id())).hasMessage("built-upon");
        assertThat(all()).hasSize(1);
    }

    @Test
    void whatANodeLeftUndoneGoesOn() {
        UUID id = stage(HEADER + "1;Rao;Sunita;;Fellow;01/10/2020\n");
        TestBodies.databases().tenants().run(body, sql -> ImportStore.state(sql, id, ImportState.CHECKING));

        imports.resume(TestBodies.job(body));
        assertThat(settled(id).state()).isEqualTo(ImportState.CHECKED);
        TestBodies.databases().tenants().run(body, sql -> ImportStore.state(sql, id, ImportState.CHECKING));
        imports.cancel(administrator, id);
        assertThat(checked(id).state()).isEqualTo(ImportState.CHECKED);
    }

    @Test
    void theAdministratorAloneAndOfThisBodyAlone() {
        UUID id = stage(HEADER + "1;Rao;Sunita;;Fellow;01/10/2020\n");
        for (Role role : List.of(Role.MEMBER, Role.COORDINATOR, Role.REVIEWER, Role.OFFICER, Role.OPERATOR)) {
            refused(TestBodies.by(body, role), id, "not-allowed");
            assertThatThrownBy(() -> imports.stage(TestBodies.by(body, role), "members", "x", new ByteArrayInputStream(new byte[1]))).hasMessage("not-allowed");
            assertThatThrownBy(() -> imports.latest(TestBodies.by(body, role))).hasMessage("not-allowed");
            assertThatThrownBy(() -> imports.kinds(TestBodies.by(body, role))).hasMessage("not-allowed");
            assertThatThrownBy(() -> imports.resume(TestBodies.by(body, role))).hasMessage("not-allowed");
        }
        refused(TestBodies.by(OTHER, Role.ADMINISTRATOR), id, "not-found");
        assertThat(imports.latest(TestBodies.by(OTHER, Role.ADMINISTRATOR))).isEmpty();
    }

    private void refused(Call call, UUID id, String code) {
        List<Runnable> methods = List.of(() -> imports.find(call, id), () -> imports.rows(call, id, Optional.empty(), 0, 1),
                () -> imports.map(call, id, List.of(), true), () -> imports.check(call, id), () -> imports.cancel(call, id),
                () -> imports.apply(call, id), () -> imports.undo(call, id), () -> imports.writeRefused(call, id, new StringWriter(), ImportFault::code));
        assertThat(methods).allSatisfy(method -> assertThatThrownBy(method::run).isInstanceOf(Refused.class).hasMessage(code));
    }

    @Test
    void fiveThousandRowsGoThroughInChunks() {
        String rows = IntStream.range(0, 5000).mapToObj(i -> "M-" + i + ";Family" + i + ";Given;m" + i + "@example.org;Fellow;01/10/2020\n")
                .collect(Collectors.joining());

        assertThat(applied(stage(HEADER + rows))).extracting(ImportBatch::state, ImportBatch::good, ImportBatch::done)
                .containsExactly(ImportState.APPLIED, 5000, 5000);
    }
}
