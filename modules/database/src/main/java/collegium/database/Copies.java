package collegium.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/**
 * Many rows at once, by PostgreSQL's binary COPY: the whole of a large body streams through a few kilobytes of memory. It runs
 * inside the transaction that {@link TenantDatabase} opened, so the body's role and path hold for it like for any statement, and
 * what is copied is named by typed tables and columns, never by text.
 */
public final class Copies {

    private Copies() {}

    /** Hands each row of the query over, in its order. The row is read in place: what is kept of it has to be taken out of it. */
    public static void out(DSLContext sql, Select<?> rows, Consumer<CopiedRow> each) {
        String statement = "copy (" + sql.renderInlined(rows) + ") to stdout (format binary)";
        sql.connection(connection -> {
            CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
            CopiedRow row = new CopiedRow();
            try {
                for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
                    row.take(message, each);
                }
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        });
    }

    /** Writes rows into the columns of the table as the filler hands them over; returns how many. */
    public static long in(DSLContext sql, Table<?> table, Collection<? extends Field<?>> columns, Consumer<CopyRows> filler) {
        String names = columns.stream().map(column -> sql.render(column.getUnqualifiedName())).collect(Collectors.joining(", "));
        String statement = "copy " + sql.render(DSL.name(table.getName())) + " (" + names + ") from stdin (format binary)";
        return sql.connectionResult(connection -> {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
            try {
                CopyRows rows = new CopyRows(copy, columns.size());
                filler.accept(rows);
                rows.end();
                return copy.endCopy();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        });
    }
}
