package collegium.compliance;

import static collegium.database.tenant.Tables.JUDGING_BATCH;
import static collegium.database.tenant.Tables.MEMBER;

import collegium.database.Databases;
import collegium.database.DeploymentKey;
import collegium.database.EmbeddedServer;
import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.requirements.SchemeOutline;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.tenancy.Bodies;
import collegium.testing.TestBodies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * A process that publishes the draft of a body, or goes on with the round that another left, and says how far the round is. It may hold
 * a member's row, so that merging comes as far as that member and no further.
 */
final class RoundProcess {

    static final String BODY = "large";
    private static final String HEAP = "-Xmx128m";
    private static final int FAILED = 1;
    private static final int NOBODY = -1;

    private RoundProcess() {}

    /**
     * Runs one until it ends or says a line at which it is to be killed, as by {@code kill -9}; answers what it said.
     *
     * @param holding the how-manieth member, from 0
     */
    static List<String> run(Path folder, String what, OptionalInt holding, Predicate<String> killAt) {
        List<String> said = new ArrayList<>();
        try {
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", HEAP, "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), RoundProcess.class.getName(), folder.toString(), what, String.valueOf(holding.orElse(NOBODY)))
                    .redirectError(folder.resolve("round.log").toFile()).start();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                boolean killed = false;
                for (String line = lines.readLine(); line != null && !killed; line = killed ? line : lines.readLine()) {
                    if (line.startsWith("round ")) {
                        said.add(line);
                        killed = killAt.test(line);
                    }
                }
                if (killed) {
                    process.destroyForcibly();
                }
            }
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new AssertionError("It does not end.");
            }
            if (process.exitValue() == FAILED) {
                throw new AssertionError(Files.readString(folder.resolve("round.log")));
            }
            said.add("ended " + process.exitValue());
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("SystemOut") // Whoever started it listens.
    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        DeploymentKey key = DeploymentKey.in(folder.resolve("key"));
        try (EmbeddedServer server = EmbeddedServer.start(folder, key);
                Databases databases = new Databases(server.server(), key);
                AnnotationConfigApplicationContext context = Whole.started(databases, key)) {
            Call call = TestBodies.job(context.getBean(Bodies.class).bySlug(BODY).orElseThrow().id());
            SchemeOutline scheme = context.getBean(Schemes.class).all(TestBodies.by(call.body(), Role.ADMINISTRATOR)).getFirst();
            int holding = Integer.parseInt(args[2]);
            if (holding != NOBODY) {
                hold(databases.tenants(), call, holding);
            }
            if (args[1].equals("publish")) {
                context.getBean(Schemes.class).publish(call, scheme.versions().stream().filter(SchemeVersion::draft).findFirst().orElseThrow().id(), LocalDate.of(2026, 1, 1));
            } else {
                Thread.ofVirtual().start(() -> context.getBean(Rejudging.class).judgeDue(call));
            }
            long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
            String last = "";
            while (!last.contains(" done ")) {
                String now = databases.tenants().in(call.body(), sql -> sql.selectFrom(JUDGING_BATCH).where(JUDGING_BATCH.KIND.eq("published"))
                        .orderBy(JUDGING_BATCH.ID.desc()).limit(1).fetchSingle(row -> "round is " + row.getState() + " " + row.getDone()));
                if (!now.equals(last)) {
                    System.out.println(now);
                    last = now;
                }
                if (System.nanoTime() > until) {
                    System.err.println("It does not go on.");
                    Runtime.getRuntime().halt(FAILED);
                }
                Thread.sleep(2);
            }
        }
    }

    /** Answers once it is held. */
    private static void hold(TenantDatabase database, Call call, int which) throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> database.run(call.body(), sql -> {
            // First found, then locked: those that an offset passes over would be locked with it.
            MemberId member = sql.select(MEMBER.ID).from(MEMBER).orderBy(MEMBER.ID).offset(which).limit(1).fetchSingle(row -> row.value1());
            sql.select(MEMBER.ID).from(MEMBER).where(MEMBER.ID.eq(member)).forUpdate().fetchSingle();
            held.countDown();
            // The server would end a transaction that says nothing for a minute.
            while (sql.selectOne().fetch().isNotEmpty()) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
        }));
        held.await();
    }
}
