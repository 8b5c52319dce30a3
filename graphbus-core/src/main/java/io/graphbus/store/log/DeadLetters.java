package io.graphbus.store.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what was given up until somebody replays or purges it. Safe for use by many threads. */
public interface DeadLetters {

    /** Adds letters, or replaces those with the same id; all or none. */
    void put(Collection<DeadLetter> letters);

    Optional<DeadLetter> find(String id);

    /**
     * Letters the filter lets pass, by when they died and their ids, newest first.
     *
     * @param after only those that come after this place in the list, whether or not the letter is
     *     still there; {@code null} from the start
     */
    List<DeadLetter> list(Filter filter, @Nullable Place after, int limit);

    /** How many letters the filter lets pass. */
    long count(Filter filter);

    /** How many there are of each subscription that has some, and since when; sorted. */
    List<Depth> depths();

    /**
     * Removes letters for good.
     *
     * @return how many there were
     */
    int remove(Collection<String> ids);

    /**
     * Marks letters that lie still as to be delivered once more.
     *
     * @param migrateTo kept with them until the replay is settled
     * @return those that were marked, by position, oldest first
     */
    List<DeadLetter> replay(Collection<String> ids, @Nullable String migrateTo);

    /**
     * Which letters are meant; what is {@code null} does not matter.
     *
     * @param topic a topic or pattern
     * @param since died at or after
     * @param until died before
     */
    record Filter(
            @Nullable String agent,
            @Nullable String subscription,
            @Nullable String topic,
            @Nullable String reason,
            DeadLetter.@Nullable Status status,
            @Nullable Instant since,
            @Nullable Instant until) {

        public static final Filter ALL = new Filter(null, null, null, null, null, null, null);
    }

    /** Where a letter is in a list. */
    record Place(Instant deadAt, String id) {}

    /** Letters of one subscription that lie still. */
    record Depth(Reader reader, long letters, Instant oldest) {}
}
