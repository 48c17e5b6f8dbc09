package collegium.compliance;

import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Standing;
import java.util.UUID;

/**
 * A standing with what it was judged from.
 *
 * @param version the version of the scheme that was in force at the period's end
 */
record Judgement(Inputs inputs, UUID version, MemberRecord record, Standing standing) {

    /** SHA-256 over the judged facts and the verdict, in hexadecimal digits. */
    String digest() {
        return Digests.of(record, standing);
    }
}
