package io.graphbus.store.log.jdbc.vendor;

import static io.graphbus.store.log.jdbc.column.SafeText.encoded;

import io.graphbus.store.log.EventData;
import io.graphbus.store.log.jdbc.column.EventColumns;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One statement for a group of events. Before any of them takes its position, the transaction has
 * got its number, so that a mark can tell it is open, and the locks of the keys, so that positions
 * of a key grow as its transactions commit.
 */
final class PostgresInsert {

    private static final int BUCKETS = 1_024;

    private static final String SQL =
            """
            with held as materialized (
              select bucket, %s as mine from unnest(?) bucket
            ), numbered as materialized (
              select pg_current_xact_id() as transaction
            ), inserted as (
              insert into graphbus_event (%s)
              select e.id, e.topic, e.source, e.payload, e.event_key, e.priority,
                e.schema_version, e.headers, e.correlation_id, e.causation_id, e.hops,
                e.published_at, e.expires_at
              from numbered cross join unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                with ordinality e (id, topic, source, payload, event_key, priority,
                  schema_version, headers, correlation_id, causation_id, hops, published_at,
                  expires_at, bucket, place)
              left join held on held.bucket = e.bucket
              where numbered.transaction is not null and (e.bucket is null or held.mine)
              order by e.place
              returning position
            )
            select (select array_agg(position) from inserted),
              (select array_agg(bucket) from held where not mine)
            """;

    /** A parameter for each, in the order of the statement. */
    private static final List<Column> COLUMNS =
            List.of(
                    new Column("text", event -> encoded(event.id())),
                    new Column("text", event -> encoded(event.topic())),
                    new Column("text", event -> encoded(event.source())),
                    new Column("text", event -> encoded(event.payload())),
                    new Column("text", event -> encoded(event.key())),
                    new Column("int8", EventColumns::priority),
                    new Column("text", event -> encoded(event.schemaVersion())),
                    new Column("text", EventColumns::headers),
                    new Column("text", event -> encoded(event.correlationId())),
                    new Column("text", event -> encoded(event.causationId())),
                    new Column("int8", event -> (long) event.hops()),
                    new Column("int8", event -> event.time().toEpochMilli()),
                    new Column("int8", event -> EventColumns.millis(event.expires())),
                    new Column("int4", PostgresInsert::bucket));

    private record Column(String type, Function<EventData, @Nullable Object> value) {}

    private static final String KEYS = PostgresVendor.KEYS + ", bucket)";
    private static final String WAIT =
            SQL.formatted(
                    "(pg_advisory_xact_lock(" + KEYS + "::text is not null)",
                    EventColumns.PLAIN.names());
    private static final String TRY =
            SQL.formatted("pg_try_advisory_xact_lock(" + KEYS, EventColumns.PLAIN.names());

    private PostgresInsert() {}

    /** Their positions; 0 for those whose key another transaction has, unless it waits. */
    static long[] of(Connection connection, List<EventData> events, boolean waits)
            throws SQLException {
        @Nullable Object[] buckets = all(events, PostgresInsert::bucket);
        Set<Object> distinct = new TreeSet<>();
        Arrays.stream(buckets).filter(Objects::nonNull).forEach(distinct::add);
        try (PreparedStatement insert = connection.prepareStatement(waits ? WAIT : TRY)) {
            insert.setArray(1, connection.createArrayOf("int4", distinct.toArray()));
            bind(connection, insert, events);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return spread(numbers(row.getArray(1)), numbers(row.getArray(2)), buckets);
            }
        }
    }

    private static void bind(
            Connection connection, PreparedStatement insert, List<EventData> events)
            throws SQLException {
        int at = 2;
        for (Column column : COLUMNS) {
            @Nullable Object[] values = all(events, column.value());
            insert.setArray(at, connection.createArrayOf(column.type(), values));
            at++;
        }
    }

    private static @Nullable Object[] all(
            List<EventData> events, Function<EventData, @Nullable Object> column) {
        @Nullable Object[] values = new Object[events.size()];
        Arrays.setAll(values, i -> column.apply(events.get(i)));
        return values;
    }

    /** Equal topics and keys have equal buckets, in every process. */
    private static @Nullable Integer bucket(EventData event) {
        String key = event.key();
        return key == null
                ? null
                : Math.floorMod(31 * event.topic().hashCode() + key.hashCode(), BUCKETS);
    }

    private static long[] spread(long[] positions, long[] left, @Nullable Object[] buckets) {
        Set<Integer> out = new HashSet<>();
        for (long bucket : left) {
            out.add((int) bucket);
        }
        Arrays.sort(positions);
        long[] all = new long[buckets.length];
        int next = 0;
        for (int i = 0; i < all.length; i++) {
            if (buckets[i] == null || !out.contains(buckets[i])) {
                all[i] = positions[next];
                next++;
            }
        }
        return all;
    }

    private static long[] numbers(@Nullable Array array) throws SQLException {
        if (array == null) {
            return new long[0];
        }
        return Arrays.stream((Number[]) array.getArray()).mapToLong(Number::longValue).toArray();
    }
}
