package collegium.benchmarks;

import collegium.database.DeploymentKey;
import collegium.database.EmbeddedServer;
import collegium.database.Server;
import java.io.IOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Members record activities over HTTP, each with the standing updated, against the same SQL sent again over as many connections.
 * Everything is thrown away afterwards.
 *
 * <p>Arguments: the jar of the product; how many members the body has; how many record at once; seconds of each round.
 */
@SuppressWarnings("SystemOut") // A measurement's result.
public final class Recording {

    private static final int ROUNDS = 5;
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern UNIT = Pattern.compile("name=\"unit\"[^>]*value=\"([^\"]+)\"");
    private static final String KEY = "0123456789abcdef".repeat(4);
    private static final String BODY = "bench";

    private final Path jar;
    private final int members;
    private final int atOnce;
    private final Duration round;
    private final Path folder = Files.createTempDirectory("collegium-recording-");

    private Recording(String[] args) throws IOException {
        this.jar = Path.of(args[0]);
        this.members = Integer.parseInt(args[1]);
        this.atOnce = args.length > 2 ? Integer.parseInt(args[2]) : 8;
        this.round = Duration.ofSeconds(args.length > 3 ? Long.parseLong(args[3]) : 10);
    }

    public static void main(String[] args) throws Exception {
        if (args.length < 2) {
            System.out.printf("Arguments: JAR MEMBERS [AT-ONCE [SECONDS]]%n");
            System.exit(2);
        }
        // A JVM does not find names below localhost: the address is the loopback's, the name goes in the header.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        new Recording(args).run();
    }

    private void run() throws Exception {
        DeploymentKey key = DeploymentKey.of(KEY);
        Files.createDirectories(folder.resolve("database"));
        try (EmbeddedServer embedded = EmbeddedServer.start(folder.resolve("database"), key)) {
            Server server = embedded.server();
            URI address = URI.create(server.url().substring("jdbc:".length()));
            int port = freePort();
            List<Browser> people = IntStream.range(0, atOnce).mapToObj(n -> new Browser(port, "bench-" + n + "@example.org")).toList();
            Process product = product(server, port, address.getPort());
            double recorded;
            try {
                command(server, "create-body", BODY, "The benchmark");
                command(server, "fill", BODY, "--members", String.valueOf(members));
                letIn(server);
                recorded = overHttp(people);
            } finally {
                product.destroy();
                product.waitFor();
            }
            // Once more, with somebody between who sees what is sent; those who signed in still are.
            try (Tap tap = new Tap(address.getPort())) {
                Process tapped = product(server, port, tap.port());
                try {
                    double bare = bare(people, tap, tapped);
                    System.out.printf("ratio: %.2f (goal: at most 2)%n", bare / recorded);
                } finally {
                    tapped.destroyForcibly().waitFor();
                }
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    /** The product as a server, ready, by the port at which it finds PostgreSQL. Nothing is prepared by name, so that what is sent again needs nothing that went before. */
    private Process product(Server server, int port, int database) throws Exception {
        String url = server.url().replaceFirst(":\\d+/", ":" + database + "/") + "?prepareThreshold=0&sslmode=disable&gssEncMode=disable";
        Path output = Files.createTempFile(folder, "product-", ".txt");
        Process product = started(server, url, output, "--collegium.demo=true", "--server.port=" + port, "--management.server.port=0");
        for (int i = 0; i < 1200 && product.isAlive(); i++) {
            if (Files.readString(output).contains("Collegium is running")) {
                return product;
            }
            Thread.sleep(250);
        }
        product.destroyForcibly();
        throw new IllegalStateException("The product does not start: " + Files.readString(output));
    }

    private void command(Server server, String... words) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "command-", ".txt");
        if (started(server, server.url(), output, words).waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", words) + ": " + Files.readString(output));
        }
    }

    private Process started(Server server, String url, Path output, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--collegium.database.url=" + url, "--collegium.database.user=" + server.user(),
                "--collegium.database.password=" + server.password(), "--collegium.key=" + KEY));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    /** How many are recorded a second. */
    private double overHttp(List<Browser> people) throws Exception {
        for (Browser person : people) {
            person.signIn();
        }
        record(people, round);
        List<long[]> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(record(people, round));
        }
        double recorded = median(rounds.stream().mapToDouble(times -> (double) times.length / round.toSeconds()).toArray());
        long[] all = rounds.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf("%,d members, %d at once, %d rounds of %d s%n", members, atOnce, ROUNDS, round.toSeconds());
        System.out.printf("recordings of each round: %s%n", rounds.stream().map(times -> String.valueOf(times.length)).collect(Collectors.joining(", ")));
        System.out.printf("over HTTP: %.0f recordings a second (median of rounds), %.1f ms median, %.1f ms 99th percentile of %,d%n", recorded, all[all.length / 2] / 1e6,
                all[(int) (all.length * 0.99)] / 1e6, all.length);
        return recorded;
    }

    /** How often the same SQL is done a second without the product. */
    private double bare(List<Browser> people, Tap tap, Process product) throws Exception {
        // As many connections as there are browsers, as the product had them.
        record(people, round);
        List<Tap.Replay> replays = new ArrayList<>();
        for (Browser person : people) {
            replays.add(kept(tap, person));
        }
        // It is not asked again; what it sent of its own, or closed for being idle, would come between.
        new ProcessBuilder("kill", "-STOP", String.valueOf(product.pid())).inheritIO().start().waitFor();
        List<Tap.Line> tenants = tap.lines("collegium_tenants");
        List<Tap.Line> platform = tap.lines("collegium_platform");
        int connections = Math.min(atOnce, Math.min(tenants.size(), platform.size()));
        for (int i = 0; i < connections; i++) {
            tenants.get(i).take();
            platform.get(i).take();
        }
        Thread.sleep(200);
        replay(replays, tenants, platform, connections);
        List<Integer> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(replay(replays, tenants, platform, connections));
        }
        double bare = median(rounds.stream().mapToDouble(count -> (double) count / round.toSeconds()).toArray());
        System.out.printf("the same SQL on %d connections: %.0f a second (median of rounds), %d exchanges each%n", connections, bare, replays.getFirst().again().size());
        return bare;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Accounts for as many members as record at once, with the password of the demonstration. */
    private void letIn(Server server) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password()); Statement sql = connection.createStatement()) {
            String hash = one(sql, "select password_hash from \"%s\".account where email = 'member@northmoor.example'".formatted(schema(sql, "northmoor")));
            sql.execute("set search_path = \"" + schema(sql, BODY) + "\"");
            sql.execute("create temporary table person as select gen_random_uuid() account, id, row_number() over (order by number) - 1 n from member order by number limit " + atOnce);
            sql.execute("insert into account (id, email, name, password_hash, status, created_at, changed_at)"
                    + " select account, 'bench-' || n || '@example.org', 'Somebody', '" + hash + "', 'active', now(), now() from person");
            sql.execute("insert into account_role select account, 'MEMBER', now() from person");
            sql.execute("update member m set account_id = p.account from person p where p.id = m.id");
            sql.execute("drop table person");
            sql.execute("analyze");
        }
    }

    private static String schema(Statement sql, String slug) throws SQLException {
        return one(sql, "select schema_name from platform.body where slug = '" + slug + "'");
    }

    private static String one(Statement sql, String query) throws SQLException {
        try (ResultSet found = sql.executeQuery(query)) {
            found.next();
            return found.getString(1);
        }
    }

    /** Everybody records as fast as answers come; the time of each in nanoseconds. */
    private long[] record(List<Browser> people, Duration time) throws InterruptedException, ExecutionException {
        long until = System.nanoTime() + time.toNanos();
        List<Callable<List<Long>>> work = people.stream().<Callable<List<Long>>>map(person -> () -> {
            List<Long> times = new ArrayList<>();
            while (System.nanoTime() < until) {
                long begun = System.nanoTime();
                person.record();
                times.add(System.nanoTime() - begun);
            }
            return times;
        }).toList();
        return together(work).stream().flatMap(List::stream).mapToLong(Long::longValue).toArray();
    }

    private static <T> List<T> together(List<Callable<T>> work) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            List<T> results = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(work)) {
                results.add(one.get());
            }
            return results;
        }
    }

    /** What one recording of the person sends to PostgreSQL; taken again where a job of the product came between. */
    private static Tap.Replay kept(Tap tap, Browser person) throws Exception {
        List<Tap.Batch> before = List.of();
        for (int i = 0; i < 20; i++) {
            long since = System.currentTimeMillis();
            tap.keep();
            person.record();
            List<Tap.Batch> now = tap.kept();
            if (now.size() == before.size()) {
                return new Tap.Replay(now, since - 1);
            }
            before = now;
        }
        throw new IllegalStateException("No two recordings send the same.");
    }

    private int replay(List<Tap.Replay> replays, List<Tap.Line> tenants, List<Tap.Line> platform, int connections) throws InterruptedException, ExecutionException {
        long until = System.nanoTime() + round.toNanos();
        List<Callable<Integer>> work = IntStream.range(0, connections).<Callable<Integer>>mapToObj(n -> () -> {
            int count = 0;
            while (System.nanoTime() < until) {
                for (Tap.Batch batch : replays.get(n).again()) {
                    (batch.login().equals("collegium_tenants") ? tenants : platform).get(n).send(batch.bytes());
                }
                count++;
            }
            return count;
        }).toList();
        return together(work).stream().mapToInt(Integer::intValue).sum();
    }

    /** A member's browser. */
    private static final class Browser {
        private final int port;
        private final String email;
        private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).version(HttpClient.Version.HTTP_1_1).build();
        private String token = "";
        private String unit = "";

        Browser(int port, String email) {
            this.port = port;
            this.email = email;
        }

        void signIn() throws IOException, InterruptedException {
            read("/sign-in");
            int status = post("/sign-in", Map.of("username", email, "password", "collegium"));
            read("/activities/new");
            if (status != 302) {
                throw new IllegalStateException(email + " cannot sign in: " + status);
            }
        }

        private void read(String path) throws IOException, InterruptedException {
            String page = http.send(request(path).build(), HttpResponse.BodyHandlers.ofString()).body();
            token = first(TOKEN, page, token);
            unit = first(UNIT, page, unit);
        }

        private static String first(Pattern pattern, String page, String otherwise) {
            Matcher found = pattern.matcher(page);
            return found.find() ? found.group(1) : otherwise;
        }

        void record() throws IOException, InterruptedException {
            int status = post("/activities/new", Map.of("key", fresh().toString(), "title", "A webinar", "started", LocalDate.now(ZoneOffset.UTC).toString(), "amount", "0.25",
                    "unit", unit, "type", "course", "structured", "yes"));
            if (status != 302) {
                throw new IllegalStateException("Recording answered " + status);
            }
        }

        /** As the form makes it: its first bits are the time. */
        private static UUID fresh() {
            UUID random = UUID.randomUUID();
            return new UUID((System.currentTimeMillis() << 16) | 0x7000 | (random.getMostSignificantBits() & 0xfff), random.getLeastSignificantBits());
        }

        private int post(String path, Map<String, String> fields) throws IOException, InterruptedException {
            String body = Stream.concat(fields.entrySet().stream(), Map.of("_csrf", token).entrySet().stream())
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
            return http.send(request(path).header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode();
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Host", BODY + ".localhost:" + port).header("Accept", "text/html");
        }
    }
}
