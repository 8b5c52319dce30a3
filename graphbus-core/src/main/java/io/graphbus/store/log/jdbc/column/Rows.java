package io.graphbus.store.log.jdbc.column;

import io.graphbus.schema.Json;
import io.graphbus.store.log.DeadLetter.Attempt;
import io.graphbus.store.log.Progress.Range;
import io.graphbus.store.log.Reader;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** How things that are no columns by themselves are written into one. */
public final class Rows {

    private Rows() {}

    public static void bind(PreparedStatement statement, int at, Reader reader)
            throws SQLException {
        statement.setString(at, reader.agent());
        statement.setString(at + 1, reader.subscription());
    }

    public static void bind(PreparedStatement statement, int at, @Nullable Instant time)
            throws SQLException {
        if (time == null) {
            statement.setNull(at, Types.BIGINT);
        } else {
            statement.setLong(at, time.toEpochMilli());
        }
    }

    public static @Nullable String ranges(List<Range> ranges) {
        if (ranges.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (Range range : ranges) {
            text.append(text.isEmpty() ? "" : ",").append(range.from());
            if (range.to() > range.from()) {
                text.append('-').append(range.to());
            }
        }
        return text.toString();
    }

    public static List<Range> ranges(@Nullable String text) {
        List<Range> ranges = new ArrayList<>();
        if (text != null) {
            for (String range : text.split(",")) {
                int dash = range.indexOf('-');
                long from = Long.parseLong(dash < 0 ? range : range.substring(0, dash));
                ranges.add(
                        new Range(
                                from, dash < 0 ? from : Long.parseLong(range.substring(dash + 1))));
            }
        }
        return ranges;
    }

    private record Failed(String at, String error) {}

    public static @Nullable String attempts(List<Attempt> attempts) {
        if (attempts.isEmpty()) {
            return null;
        }
        return SafeText.encoded(
                Json.MAPPER.writeValueAsString(
                        attempts.stream()
                                .map(a -> new Failed(a.at().toString(), a.error()))
                                .toList()));
    }

    public static List<Attempt> attempts(@Nullable String json) {
        return json == null
                ? List.of()
                : Json.MAPPER.readValue(SafeText.decoded(json), new Attempts()).stream()
                        .map(failed -> new Attempt(Instant.parse(failed.at()), failed.error()))
                        .toList();
    }

    private static final class Attempts extends TypeReference<List<Failed>> {}
}
