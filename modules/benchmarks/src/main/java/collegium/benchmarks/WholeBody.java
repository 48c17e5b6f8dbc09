package collegium.benchmarks;

import static collegium.database.tenant.Tables.ACTIVITY_REVISION;

import collegium.compliance.DryRuns;
import collegium.compliance.Rejudging;
import collegium.compliance.StreamedRounds;
import collegium.database.Copies;
import collegium.database.Databases;
import collegium.database.DeploymentKey;
import collegium.database.EmbeddedServer;
import collegium.database.PlatformDatabase;
import collegium.database.SchemaRunner;
import collegium.database.TenantDatabase;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.requirements.Drafted;
import collegium.requirements.SchemeDrafts;
import collegium.requirements.SchemeId;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.tenancy.Bodies;
import collegium.tenancy.Body;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;

/**
 * Judges everybody of a filled body, and sets the time beside that of a binary COPY of the same judged columns on the same machine in
 * the same run. The database is the embedded one of a data folder that {@code fill} was run on; nothing else may use it meanwhile.
 *
 * <p>{@code java -Xmx512m -cp … collegium.benchmarks.WholeBody DATA BODY ROUNDS [judging]}; the last leaves out the COPY and writing.
 */
@SuppressWarnings("SystemOut")
public final class WholeBody {

    private final Call call;
    private final SchemeId scheme;
    private final TenantDatabase database;
    private final StreamedRounds judging;
    private final SchemeDrafts drafts;
    private final DryRuns dryRuns;
    private final Map<String, long[]> nanos = new LinkedHashMap<>();

    private WholeBody(Call call, SchemeId scheme, TenantDatabase database, StreamedRounds judging, SchemeDrafts drafts, DryRuns dryRuns) {
        this.call = call;
        this.scheme = scheme;
        this.database = database;
        this.judging = judging;
        this.drafts = drafts;
        this.dryRuns = dryRuns;
    }

    public static void main(String[] args) {
        Path folder = Path.of(args[0]).toAbsolutePath();
        DeploymentKey key = DeploymentKey.in(folder.resolve("key"));
        try (EmbeddedServer server = EmbeddedServer.start(folder, key);
                Databases databases = new Databases(server.server(), key);
                AnnotationConfigApplicationContext context = parts(databases, key)) {
            Body body = context.getBean(Bodies.class).bySlug(args[1]).orElseThrow();
            Call call = new Call(body.id(), new Actor.Job("benchmark"), Clock.systemUTC().instant(), body.zone());
            SchemeId scheme = context.getBean(Schemes.class).all(call).getFirst().id();
            new WholeBody(call, scheme, databases.tenants(), context.getBean(StreamedRounds.class), context.getBean(SchemeDrafts.class),
                    context.getBean(DryRuns.class)).run(Integer.parseInt(args[2]), args.length > 3);
        }
    }

    private static AnnotationConfigApplicationContext parts(Databases databases, DeploymentKey key) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(TenantDatabase.class, databases::tenants);
        context.registerBean(PlatformDatabase.class, databases::platform);
        context.registerBean(SchemaRunner.class, databases::schemas);
        context.registerBean(DeploymentKey.class, () -> key);
        context.registerBean(Clock.class, Clock::systemUTC);
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context);
        // Nothing runs by itself meanwhile.
        scanner.addExcludeFilter(new AnnotationTypeFilter(Configuration.class));
        scanner.addExcludeFilter(new AssignableTypeFilter(Rejudging.class));
        scanner.scan("collegium.tenancy", "collegium.membership", "collegium.requirements", "collegium.portfolios", "collegium.compliance");
        for (String name : context.getBeanDefinitionNames()) {
            context.getBeanDefinition(name).setLazyInit(true);
        }
        context.refresh();
        return context;
    }

    private void run(int rounds, boolean judgingAlone) {
        AtomicLong rows = new AtomicLong();
        AtomicLong members = new AtomicLong();
        SchemeVersion draft = draft();
        for (int round = 0; round < rounds; round++) {
            rows.set(0);
            if (!judgingAlone) {
                copy(round, rounds, rows);
            }
            time("judge everybody, write nothing", round, rounds,
                    () -> members.set(judging.count(call, scheme).values().stream().mapToLong(Long::longValue).sum()));
            time("dry run of a draft", round, rounds, () -> dryRun(draft));
            if (!judgingAlone) {
                time("judge everybody and write", round, rounds, () -> judging.run(call, scheme, "benchmark"));
            }
        }
        report(draft, members.get(), rows.get());
    }

    private void copy(int round, int rounds, AtomicLong rows) {
        time("copy out of the judged columns", round, rounds, () -> database.snapshot(call.body(), sql -> {
            Copies.out(sql, sql.select(ACTIVITY_REVISION.ACTIVITY_ID, ACTIVITY_REVISION.REVISION, ACTIVITY_REVISION.MEMBER_ID, ACTIVITY_REVISION.WITHDRAWN,
                    ACTIVITY_REVISION.SOURCE, ACTIVITY_REVISION.STATE, ACTIVITY_REVISION.ENDED_ON, ACTIVITY_REVISION.MEASURES, ACTIVITY_REVISION.TYPE,
                    ACTIVITY_REVISION.MODE, ACTIVITY_REVISION.STRUCTURED, ACTIVITY_REVISION.TOPICS, ACTIVITY_REVISION.FLAGS, ACTIVITY_REVISION.PROVIDER,
                    ACTIVITY_REVISION.COURSE, ACTIVITY_REVISION.ROLE_TAKEN).from(ACTIVITY_REVISION), _ -> rows.incrementAndGet());
            return true;
        }));
    }

    private void report(SchemeVersion draft, long members, long rows) {
        System.out.printf("by the draft %,d of %,d would stand elsewhere%n", dryRuns.latest(call, draft).orElseThrow().changed(), members);
        drafts.discard(call, draft.id());
        System.out.printf("%,d members, %,d activities, %d processors, %d MB heap at most%n", members, rows,
                Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory() >> 20);
        Map<String, Double> medians = new LinkedHashMap<>();
        nanos.forEach((what, times) -> {
            long[] sorted = times.clone();
            Arrays.sort(sorted);
            medians.put(what, sorted[sorted.length / 2] / 1e9);
            System.out.printf("%-32s %8.2f s  %.2f x%n", what, medians.get(what), medians.get(what) / medians.values().iterator().next());
        });
        System.out.printf("a dry run takes %.2f times what judging does (goal: at most 1.2)%n", medians.getOrDefault("dry run of a draft", Double.NaN)
                / medians.getOrDefault("judge everybody, write nothing", Double.NaN));
    }

    /** The next version, by which a good part of the members stand elsewhere where it is one that {@code fill} adopts by itself. */
    private SchemeVersion draft() {
        SchemeVersion next = drafts.next(call, scheme);
        if (drafts.keep(call, next.id(), next.source().startsWith("scheme: gdc") ? eachYear(next.source()) : half(next.source()), next.edit())
                instanceof Drafted.Kept kept) {
            return kept.version();
        }
        throw new IllegalStateException("The draft has faults.");
    }

    /**
     * Asks for no artefacts, of which made-up members have none and are short, and for twelve hours in every year, which about half of
     * them have: these are not short by it, the others are still.
     */
    private static String eachYear(String source) {
        return source.replaceAll("(?s)  - id: (pdp|annual_statement)\\R.*?(?=  - id: )", "")
                .replace("at-least: 10\n    window: {consecutive-years: 2}", "at-least: 12\n    window: each-year");
    }

    /** Asks for half as much first. */
    private static String half(String source) {
        return Pattern.compile("at-least:.*").matcher(source).replaceFirst(line -> Pattern.compile("\\d+").matcher(line.group())
                .replaceAll(found -> String.valueOf(Long.parseLong(found.group()) / 2)));
    }

    private void dryRun(SchemeVersion draft) {
        dryRuns.start(call, draft);
        while (dryRuns.latest(call, draft).orElseThrow().state() == DryRuns.State.JUDGING) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        if (dryRuns.latest(call, draft).orElseThrow().state() != DryRuns.State.DONE) {
            throw new IllegalStateException("The dry run did not end well.");
        }
    }

    private void time(String what, int round, int rounds, Runnable work) {
        long start = System.nanoTime();
        work.run();
        long took = System.nanoTime() - start;
        nanos.computeIfAbsent(what, _ -> new long[rounds])[round] = took;
        System.out.printf("  round %d: %-32s %8.2f s%n", round + 1, what, Duration.ofNanos(took).toMillis() / 1e3);
    }
}
