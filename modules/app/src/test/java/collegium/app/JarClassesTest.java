package collegium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarClassesTest {

    private static final String OWN = JarContent.class.getName().replace('.', '/') + ".class";

    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void zip(OutputStream into, Map<String, byte[]> files, boolean stored) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(into)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                if (stored) {
                    CRC32 sum = new CRC32();
                    sum.update(file.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(file.getValue().length);
                    entry.setCrc(sum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
    }

    private static byte[] jar(String... namesAndTexts) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], bytes(namesAndTexts[i + 1]));
        }
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        zip(jar, files, false);
        return jar.toByteArray();
    }

    private static URL url(String inner) throws IOException {
        return URL.of(URI.create("jar:nested:/folder/one.jar/!" + inner), new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                throw new UnsupportedOperationException();
            }
        });
    }

    private JarClasses classes() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (InputStream own = Optional.ofNullable(JarContent.class.getClassLoader().getResourceAsStream(OWN)).orElseThrow()) {
            files.put("BOOT-INF/classes/" + OWN, own.readAllBytes());
        }
        files.put("BOOT-INF/classes/words.txt", bytes("ours"));
        files.put("META-INF/MANIFEST.MF", bytes("Manifest-Version: 1.0\nImplementation-Version: 7\n\n"));
        files.put("BOOT-INF/lib/first.jar", jar("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMulti-Release: true\n\n", "words.txt", "theirs",
                "release.txt", "of all", "META-INF/versions/11/release.txt", "of 11", "META-INF/versions/17/release.txt", "of 17",
                "META-INF/versions/9999/release.txt", "of later", "only/", "", "only/first.txt", "x".repeat(100_000)));
        files.put("BOOT-INF/lib/second.jar", jar("release.txt", "of the second", "META-INF/versions/17/plain.txt", "of 17", "plain.txt", "of all"));
        Path file = folder.resolve("one.jar");
        try (OutputStream out = Files.newOutputStream(file)) {
            zip(out, files, true);
        }
        return JarClasses.of(file, ClassLoader.getPlatformClassLoader(), url("BOOT-INF/classes/!/"), url("BOOT-INF/lib/first.jar!/"), url("BOOT-INF/lib/second.jar!/"));
    }

    private static String text(JarClasses classes, String name) throws IOException {
        try (InputStream in = Optional.ofNullable(classes.getResourceAsStream(name)).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aClassIsItsOwnWithTheVersionOfItsJar() throws Exception {
        try (JarClasses classes = classes()) {
            Class<?> found = classes.loadClass(JarContent.class.getName());
            assertThat(found).isNotSameAs(JarContent.class);
            assertThat(found.getClassLoader()).isSameAs(classes);
            assertThat(found.getPackage().getImplementationVersion()).isEqualTo("7");
            assertThat(found.getProtectionDomain().getCodeSource().getLocation().toString()).endsWith("!BOOT-INF/classes/!/");
            assertThatThrownBy(() -> classes.loadClass("collegium.app.NotThere")).isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void theFirstJarThatHasAFileHasItAndPackedOnesAreWhole() throws IOException {
        try (JarClasses classes = classes()) {
            assertThat(text(classes, "words.txt")).isEqualTo("ours");
            assertThat(text(classes, "only/first.txt")).hasSize(100_000);
            assertThat(classes.getResourceAsStream("nowhere.txt")).isNull();
        }
    }

    @Test
    void ofSeveralReleasesTheLatestUpToThisOneIsTakenWhereTheJarSaysThatItHasSome() throws IOException {
        try (JarClasses classes = classes()) {
            assertThat(text(classes, "release.txt")).isEqualTo("of 17");
            assertThat(text(classes, "plain.txt")).isEqualTo("of all");
        }
    }

    @Test
    void whatWasNotStartedFromOneJarGoesOnAsItIs() {
        assertThat(JarClasses.run(Collegium.class)).isFalse();
    }
}
