package collegium.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the product and PostgreSQL and lets everything through. It can keep what one request sends, and send the same again and
 * again over the product's own connections while the product is idle: the very statements, with the very values but fresh ids.
 */
final class Tap implements AutoCloseable {

    private static final Pattern TEXT_ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private final ServerSocket door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final int server;
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final List<Batch> kept = new ArrayList<>();
    private volatile boolean keeping;

    /** What a login sends until it waits for the answer. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Batch(String login, byte[] bytes) {}

    Tap(int server) throws IOException {
        this.server = server;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket product = door.accept();
                Line line = new Line(product, new Socket(InetAddress.getLoopbackAddress(), server));
                lines.add(line);
                Thread.ofPlatform().daemon().start(line::forward);
                Thread.ofPlatform().daemon().start(line::back);
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    void keep() {
        synchronized (kept) {
            kept.clear();
        }
        keeping = true;
    }

    List<Batch> kept() {
        keeping = false;
        synchronized (kept) {
            return List.copyOf(kept);
        }
    }

    /** Open lines of a login, taken from the product until it gives them up. */
    List<Line> lines(String login) {
        return lines.stream().filter(line -> line.login.equals(login) && !line.product.isClosed()).toList();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    /** One connection. */
    final class Line {
        private final Socket product;
        private final Socket postgres;
        private volatile String login = "";
        private volatile boolean taken;
        private @Nullable DataInputStream buffered;

        Line(Socket product, Socket postgres) throws IOException {
            this.product = product;
            this.postgres = postgres;
            product.setTcpNoDelay(true);
            postgres.setTcpNoDelay(true);
        }

        private void forward() {
            try {
                DataInputStream in = new DataInputStream(product.getInputStream());
                OutputStream out = postgres.getOutputStream();
                login = startUp(in, out);
                ByteArrayOutputStream batch = new ByteArrayOutputStream();
                while (true) {
                    int kind = in.read();
                    if (kind < 0) {
                        break;
                    }
                    byte[] message = new byte[in.readInt() - 4];
                    in.readFully(message);
                    batch.write(kind);
                    batch.write(ByteBuffer.allocate(4).putInt(message.length + 4).array());
                    batch.write(message);
                    if ("SQpXcf".indexOf(kind) >= 0) { // After these PostgreSQL is to answer, or to end: sync, query, password, terminate, the end of a COPY.
                        byte[] bytes = batch.toByteArray();
                        batch.reset();
                        if (keeping && kind != 'p') {
                            synchronized (kept) {
                                kept.add(new Batch(login, bytes));
                            }
                        }
                        out.write(bytes);
                        out.flush();
                    }
                }
                postgres.close();
            } catch (IOException _) {
                // One of the two hung up.
            }
        }

        private static String startUp(DataInputStream in, OutputStream out) throws IOException {
            while (true) {
                byte[] message = new byte[in.readInt() - 4];
                in.readFully(message);
                out.write(ByteBuffer.allocate(4).putInt(message.length + 4).array());
                out.write(message);
                out.flush();
                String text = new String(message, 4, message.length - 4, StandardCharsets.UTF_8);
                if (ByteBuffer.wrap(message).getInt() >> 16 == 3) {
                    List<String> words = List.of(text.split("\0", -1));
                    return words.get(words.indexOf("user") + 1);
                }
            }
        }

        private void back() {
            try {
                InputStream in = postgres.getInputStream();
                OutputStream out = product.getOutputStream();
                byte[] buffer = new byte[65_536];
                while (!taken) {
                    int size = in.read(buffer);
                    if (size < 0) {
                        break;
                    }
                    out.write(buffer, 0, size);
                    out.flush();
                }
            } catch (IOException _) {
                // One of the two hung up.
            }
        }

        /** From now on only {@link #send} reads what PostgreSQL says; the product hears nothing any more. */
        void take() throws IOException {
            taken = true;
            // Wakes the reader: an empty query has an answer, which is the last that goes back.
            postgres.getOutputStream().write(new byte[] {'Q', 0, 0, 0, 5, 0});
        }

        /** Sends a batch and waits until PostgreSQL is ready for the next; fails where it refused. */
        void send(byte[] batch) throws IOException {
            postgres.getOutputStream().write(batch);
            DataInputStream in = answers();
            while (true) {
                int kind = in.read();
                byte[] message = new byte[in.readInt() - 4];
                in.readFully(message);
                if (kind == 'E') {
                    throw new IOException(new String(message, StandardCharsets.UTF_8).replace('\0', ' '));
                }
                if (kind == 'Z') {
                    return;
                }
            }
        }

        private DataInputStream answers() throws IOException {
            DataInputStream in = buffered == null ? new DataInputStream(new BufferedInputStream(postgres.getInputStream(), 65_536)) : buffered;
            buffered = in;
            return in;
        }
    }

    /** Batches in which what was made for the kept request (ids of its own second or later) is made anew each time. */
    static final class Replay {
        private final List<Batch> batches;
        private final List<Place> places = new ArrayList<>();

        /** Where an id stands in a batch, as sixteen bytes or in letters. */
        private record Place(int batch, int at, boolean letters, UUID id) {
            void write(byte[] bytes, UUID to) {
                if (letters) {
                    System.arraycopy(to.toString().getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, 36);
                } else {
                    ByteBuffer.wrap(bytes, at, 16).putLong(to.getMostSignificantBits()).putLong(to.getLeastSignificantBits());
                }
            }
        }

        Replay(List<Batch> batches, long since) {
            this.batches = batches;
            for (int batch = 0; batch < batches.size(); batch++) {
                byte[] bytes = batches.get(batch).bytes();
                for (int at = 0; at + 16 <= bytes.length; at++) {
                    ByteBuffer buffer = ByteBuffer.wrap(bytes, at, 16);
                    add(new Place(batch, at, false, new UUID(buffer.getLong(), buffer.getLong())), since);
                }
                Matcher letters = TEXT_ID.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
                while (letters.find()) {
                    add(new Place(batch, letters.start(), true, UUID.fromString(letters.group())), since);
                }
            }
        }

        /** An id of version 7 begins with the milliseconds at which it was made. */
        private void add(Place place, long since) {
            long made = place.id().getMostSignificantBits() >>> 16;
            if (place.id().version() == 7 && place.id().variant() == 2 && made >= since && made < since + 60_000) {
                places.add(place);
            }
        }

        List<Batch> again() {
            Map<UUID, UUID> anew = new HashMap<>();
            List<Batch> again = batches.stream().map(batch -> new Batch(batch.login(), batch.bytes().clone())).toList();
            places.forEach(place -> place.write(again.get(place.batch()).bytes(), anew.computeIfAbsent(place.id(), _ -> UUID.randomUUID())));
            return again;
        }
    }
}
