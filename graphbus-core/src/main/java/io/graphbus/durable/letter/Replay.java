package io.graphbus.durable.letter;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import io.graphbus.store.log.DeadLetters.Filter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish to deliver letters once more.
 *
 * @param filter which letters; not looked at when there are ids
 * @param ids of the letters, or empty
 * @param migrateTo the version to bring payloads to first; {@code null} to leave that to the
 *     subscriptions
 * @param rate letters a second; 0 for as fast as can be
 */
public record Replay(Filter filter, List<String> ids, @Nullable String migrateTo, double rate) {

    /** The fastest rate that is one. */
    public static final double FASTEST = 1_000_000;

    /** The slowest rate: one letter in a quarter of an hour or so. */
    public static final double SLOWEST = 0.001;

    public Replay {
        ids = List.copyOf(ids);
        if (migrateTo != null && !Version.isValid(migrateTo)) {
            throw Problem.of(
                            ProblemCode.INVALID_REQUEST,
                            "migrateTo",
                            migrateTo + " is not a semantic version",
                            "Name a version like 1.4.0.")
                    .toException();
        }
        if (rate != 0 && !(rate >= SLOWEST && rate <= FASTEST)) {
            throw Problem.of(
                            ProblemCode.INVALID_REQUEST,
                            "rate",
                            "a rate of " + rate + " letters a second cannot be kept",
                            "Take one from 0.001 to 1000000, or none.")
                    .toException();
        }
    }

    /** The letters that lie still and pass a filter. */
    public static Replay of(Filter filter) {
        return new Replay(filter, List.of(), null, 0);
    }

    /** These letters. */
    public static Replay of(List<String> ids) {
        return new Replay(Filter.ALL, ids, null, 0);
    }

    /** The same, with payloads brought to a version first. */
    public Replay migrateTo(@Nullable String version) {
        return new Replay(filter, ids, version, rate);
    }

    /** The same, with so many letters a second. */
    public Replay rate(double lettersPerSecond) {
        return new Replay(filter, ids, migrateTo, lettersPerSecond);
    }
}
