package collegium.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A server below the floor is refused in one line. What answers here only says that it is PostgreSQL 16. */
class OldServerTest {

    @Test
    void isRefusedInOneLineWithBothVersions() throws IOException {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(door));
            Server old = new Server("jdbc:postgresql://127.0.0.1:%d/any?sslmode=disable&gssEncMode=disable".formatted(door.getLocalPort()), "any", "any");
            DeploymentKey key = DeploymentKey.of("0123456789abcdef".repeat(4));

            assertThatThrownBy(() -> new Databases(old, key)).isInstanceOf(StartRefused.class)
                    .hasMessage("Collegium needs PostgreSQL 17 or newer; the server at hand is 16.4.");
        }
    }

    private static void serve(ServerSocket door) {
        try (Socket socket = door.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            in.skipNBytes(in.readInt() - 4L);
            message(out, 'R', new byte[4]);
            parameter(out, "server_version", "16.4");
            parameter(out, "client_encoding", "UTF8");
            parameter(out, "DateStyle", "ISO, MDY");
            parameter(out, "standard_conforming_strings", "on");
            message(out, 'Z', new byte[] {'I'});
            while (true) {
                int kind = in.read();
                if (kind < 0 || kind == 'X') {
                    return;
                }
                in.skipNBytes(in.readInt() - 4L);
                switch (kind) {
                    case 'P' -> message(out, '1', new byte[0]);
                    case 'B' -> message(out, '2', new byte[0]);
                    case 'D' -> message(out, 'n', new byte[0]);
                    case 'E', 'Q' -> message(out, 'C', "SET\0".getBytes(StandardCharsets.US_ASCII));
                    default -> { }
                }
                if (kind == 'S' || kind == 'Q') {
                    message(out, 'Z', new byte[] {'I'});
                }
            }
        } catch (IOException _) {
            // The product hung up.
        }
    }

    private static void parameter(DataOutputStream out, String name, String value) throws IOException {
        message(out, 'S', (name + "\0" + value + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    private static void message(DataOutputStream out, char kind, byte[] content) throws IOException {
        out.write(kind);
        out.writeInt(content.length + 4);
        out.write(content);
        out.flush();
    }
}
