package collegium.portfolios;

import static collegium.database.tenant.Tables.EVIDENCE_CHUNK;
import static collegium.database.tenant.Tables.SETTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.kernel.Call;
import collegium.testing.TestBodies;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jooq.JSONB;
import org.junit.jupiter.api.Test;

class EvidenceFilesTest {

    private final Someone someone = new Someone();
    private final EvidenceFiles files = new EvidenceFiles(someone.tenants, new StoredChunks(), someone.told::add);
    private final Activity activity = someone.portfolios.record(someone.self, someone.member, Someone.webinar());

    private EvidenceFile add(String name, byte[] bytes) throws IOException {
        return files.add(someone.self, activity.id(), name, new ByteArrayInputStream(bytes));
    }

    private byte[] copied(EvidenceFile file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.copy(someone.self, file.id(), out);
        return out.toByteArray();
    }

    private int chunks() {
        return someone.tenants.in(someone.body, sql -> sql.fetchCount(EVIDENCE_CHUNK));
    }

    @Test
    void aFileComesBackByteForByteWithTheTypeOfItsBytes() throws IOException {
        byte[] pdf = new byte[700_000];
        new Random(1).nextBytes(pdf);
        System.arraycopy("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), 0, pdf, 0, 9);

        EvidenceFile file = add("C:\\fake\\photo.png", pdf);

        assertThat(copied(file)).isEqualTo(pdf);
        assertThat(file.contentType()).isEqualTo("application/pdf");
        assertThat(file.fileName()).isEqualTo("photo.png");
        assertThat(chunks()).isEqualTo(3);
        assertThat(someone.portfolios.judged(someone.self, someone.member, Long.MAX_VALUE).activities().getFirst().tags()).containsKey("evidence");
    }

    @Test
    void aZipBombIsKeptAsItIsAndNeverUnpacked() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 200; i++) {
                zip.write(zeros);
            }
        }
        EvidenceFile file = add("certificate.zip", bomb.toByteArray());

        assertThat(file.contentType()).isEqualTo("application/zip");
        assertThat(file.size()).isEqualTo(bomb.size());
    }

    @Test
    void whatIsLargerThanTheBodyAllowsIsRefusedAndNothingIsKept() {
        someone.tenants.run(someone.body, sql -> sql.insertInto(SETTING).set(SETTING.NAME, "evidence-limit")
                .set(SETTING.VALUE, JSONB.jsonb("600000")).set(SETTING.CHANGED_AT, TestBodies.NOON).execute());
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 7;
            }
        };
        assertThatThrownBy(() -> files.add(someone.self, activity.id(), "endless.bin", endless)).hasMessage("file-too-large");
        assertThat(chunks()).isZero();
        assertThatThrownBy(() -> add("empty", new byte[0])).hasMessage("file-empty");
    }

    @Test
    void bytesAreForgottenWithTheLastFileThatNeedsThem() throws IOException {
        byte[] same = "the same certificate".getBytes(StandardCharsets.UTF_8);
        EvidenceFile one = add("one.txt", same);
        EvidenceFile two = add("two.txt", same);

        files.remove(someone.self, one.id());
        assertThat(copied(two)).isEqualTo(same);
        files.remove(someone.self, two.id());
        assertThat(chunks()).isZero();
        assertThatThrownBy(() -> files.find(someone.self, one.id())).hasMessage("not-found");
    }

    @Test
    void nobodyElseAddsOrReadsAFile() throws IOException {
        EvidenceFile file = add("a.txt", new byte[] {65});
        Call stranger = someone.call(someone.register("2"));

        assertThatThrownBy(() -> files.copy(stranger, file.id(), new ByteArrayOutputStream())).hasMessage("not-found");
        assertThatThrownBy(() -> files.remove(someone.officer(), file.id())).hasMessage("not-found");
        assertThatThrownBy(() -> files.add(stranger, activity.id(), "b.txt", new ByteArrayInputStream(new byte[] {65}))).hasMessage("not-found");
        files.copy(someone.officer(), file.id(), new ByteArrayOutputStream());
    }
}
