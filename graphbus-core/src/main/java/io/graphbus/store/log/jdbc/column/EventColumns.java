package io.graphbus.store.log.jdbc.column;

import static io.graphbus.store.log.jdbc.column.SafeText.decoded;
import static io.graphbus.store.log.jdbc.column.SafeText.encoded;
import static java.util.Objects.requireNonNull;

import io.graphbus.agent.Priority;
import io.graphbus.schema.Json;
import io.graphbus.store.log.EventData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * The columns of an event, which several tables have.
 *
 * @param whole the longest payload that one column takes; the rest is in another
 */
public record EventColumns(int whole) {

    private static final Priority[] PRIORITIES = Priority.values();
    private static final String NAMES =
            "id, topic, source, payload, event_key, priority, schema_version, headers,"
                    + " correlation_id, causation_id, hops, published_at, expires_at";

    /** Without a second column for the payload. */
    public static final EventColumns PLAIN = new EventColumns(Integer.MAX_VALUE);

    private boolean hasRest() {
        return whole < Integer.MAX_VALUE;
    }

    public String names() {
        return hasRest() ? NAMES + ", payload_rest" : NAMES;
    }

    /** As many question marks as there are columns. */
    public String marks() {
        return "?,".repeat(count() - 1) + "?";
    }

    public int count() {
        return hasRest() ? 14 : 13;
    }

    /** Sets the parameters from a place on. */
    public void bind(PreparedStatement statement, int at, EventData event) throws SQLException {
        String payload = requireNonNull(encoded(event.payload()));
        boolean fits = payload.length() <= whole;
        statement.setString(at, encoded(event.id()));
        statement.setString(at + 1, encoded(event.topic()));
        statement.setString(at + 2, encoded(event.source()));
        statement.setString(at + 3, fits ? payload : payload.substring(0, whole));
        statement.setString(at + 4, encoded(event.key()));
        bind(statement, at + 5, priority(event));
        statement.setString(at + 6, encoded(event.schemaVersion()));
        statement.setString(at + 7, headers(event));
        statement.setString(at + 8, encoded(event.correlationId()));
        statement.setString(at + 9, encoded(event.causationId()));
        statement.setInt(at + 10, event.hops());
        statement.setLong(at + 11, event.time().toEpochMilli());
        bind(statement, at + 12, millis(event.expires()));
        if (hasRest()) {
            statement.setString(at + 13, fits ? null : payload.substring(whole));
        }
    }

    private static void bind(PreparedStatement statement, int at, @Nullable Long number)
            throws SQLException {
        if (number == null) {
            statement.setNull(at, Types.BIGINT);
        } else {
            statement.setLong(at, number);
        }
    }

    public static @Nullable Long priority(EventData event) {
        Priority priority = event.priority();
        return priority == null ? null : (long) priority.ordinal();
    }

    public static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    public static @Nullable String headers(EventData event) {
        return event.headers().isEmpty()
                ? null
                : encoded(Json.MAPPER.writeValueAsString(event.headers()));
    }

    /** The event whose columns begin at a place. */
    public EventData read(ResultSet row, int at) throws SQLException {
        String payload = row.getString(at + 3);
        String rest = hasRest() ? row.getString(at + 13) : null;
        int priority = row.getInt(at + 5);
        Priority asked = row.wasNull() ? null : PRIORITIES[priority];
        long expires = row.getLong(at + 12);
        Instant end = row.wasNull() ? null : Instant.ofEpochMilli(expires);
        return new EventData(
                text(row, at),
                text(row, at + 1),
                text(row, at + 2),
                requireNonNull(decoded(rest == null ? payload : payload + rest)),
                decoded(row.getString(at + 4)),
                asked,
                decoded(row.getString(at + 6)),
                headers(row.getString(at + 7)),
                text(row, at + 8),
                decoded(row.getString(at + 9)),
                row.getInt(at + 10),
                Instant.ofEpochMilli(row.getLong(at + 11)),
                end);
    }

    public static String text(ResultSet row, int at) throws SQLException {
        return requireNonNull(decoded(row.getString(at)));
    }

    private static Map<String, String> headers(@Nullable String json) {
        return json == null ? Map.of() : Json.MAPPER.readValue(decoded(json), new Headers());
    }

    private static final class Headers extends TypeReference<Map<String, String>> {}
}
