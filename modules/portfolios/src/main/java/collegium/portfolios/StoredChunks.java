package collegium.portfolios;

import static collegium.database.tenant.Tables.EVIDENCE_CHUNK;
import static collegium.database.tenant.Tables.EVIDENCE_PART;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Chunks as rows of the body's schema. */
@Component
class StoredChunks implements EvidenceStore {

    @Override
    public void keep(DSLContext sql, MemberId member, byte[] digest, byte[] bytes) {
        sql.insertInto(EVIDENCE_CHUNK)
                .set(EVIDENCE_CHUNK.MEMBER_ID, member).set(EVIDENCE_CHUNK.DIGEST, digest).set(EVIDENCE_CHUNK.BYTES, bytes)
                .onConflictDoNothing().execute();
    }

    @Override
    public byte[] read(DSLContext sql, MemberId member, byte[] digest) {
        return sql.select(EVIDENCE_CHUNK.BYTES).from(EVIDENCE_CHUNK)
                .where(EVIDENCE_CHUNK.MEMBER_ID.eq(member)).and(EVIDENCE_CHUNK.DIGEST.eq(digest))
                .fetchOptional(EVIDENCE_CHUNK.BYTES).orElseThrow(Refused::notFound);
    }

    @Override
    public void forget(DSLContext sql, MemberId member, UUID evidence, List<byte[]> digests) {
        sql.deleteFrom(EVIDENCE_PART).where(EVIDENCE_PART.EVIDENCE_ID.eq(evidence)).execute();
        sql.deleteFrom(EVIDENCE_CHUNK)
                .where(EVIDENCE_CHUNK.MEMBER_ID.eq(member)).and(EVIDENCE_CHUNK.DIGEST.in(digests))
                .and(notExists(selectOne().from(EVIDENCE_PART)
                        .where(EVIDENCE_PART.MEMBER_ID.eq(EVIDENCE_CHUNK.MEMBER_ID), EVIDENCE_PART.DIGEST.eq(EVIDENCE_CHUNK.DIGEST))))
                .execute();
    }
}
