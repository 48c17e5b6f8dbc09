package collegium.portfolios;

import collegium.kernel.MemberId;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * Where the bytes of evidence lie, in chunks that are named by their SHA-256 and kept per member, never shared between
 * members. The database keeps them; an object store can take its place.
 */
interface EvidenceStore {

    /** Keeps a chunk; one that the member already has is kept once. Inside the open transaction. */
    void keep(DSLContext sql, MemberId member, byte[] digest, byte[] bytes);

    byte[] read(DSLContext sql, MemberId member, byte[] digest);

    /** Forgets the file's chunks that no other file of the member needs. The member is locked by the caller. */
    void forget(DSLContext sql, MemberId member, UUID evidence, List<byte[]> digests);
}
