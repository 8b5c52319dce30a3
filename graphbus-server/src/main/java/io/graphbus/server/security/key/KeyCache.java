package io.graphbus.server.security.key;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Keys as last seen in the database, so that most requests need none. Only keys that exist are
 * held, so guessing fills nothing. What was seen revoked stays revoked. Any thread.
 */
final class KeyCache {

    private static final Logger log = LoggerFactory.getLogger(KeyCache.class);
    private static final int MOST = 10_000;

    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Function<String, Optional<KeptKey>> database;
    private final KeyProperties times;
    private final Clock clock;

    KeyCache(Function<String, Optional<KeptKey>> database, KeyProperties times, Clock clock) {
        this.database = database;
        this.times = times;
        this.clock = clock;
    }

    /**
     * The key of an id.
     *
     * @throws DataAccessException or {@link TransactionException} where the database does not
     *     answer, and has not for longer than known keys may do without
     */
    Optional<KeptKey> find(String id) {
        Seen known = seen.get(id);
        Instant now = clock.instant();
        if (known == null || isOlder(known.at(), times.cacheTime().plus(times.outageTime()), now)) {
            return load(id);
        }
        if (known.key().isRevoked() || !isOlder(known.asked(), times.cacheTime(), now)) {
            return Optional.of(known.key());
        }
        return seen.replace(id, known, known.asked(now))
                ? ask(id, known)
                : Optional.of(known.key());
    }

    /** One caller asks; the others do with what is known until it has an answer. */
    private Optional<KeptKey> ask(String id, Seen known) {
        try {
            return load(id);
        } catch (DataAccessException | TransactionException e) {
            log.debug("Keys are used as they were seen at {}", known.at(), e);
            return Optional.of(known.key());
        }
    }

    private Optional<KeptKey> load(String id) {
        Optional<KeptKey> found = database.apply(id);
        found.ifPresentOrElse(this::put, () -> seen.remove(id));
        return found;
    }

    /** Takes over what was just read or written. */
    void put(KeptKey key) {
        if (seen.size() >= MOST) {
            seen.clear();
        }
        Instant now = clock.instant();
        seen.merge(
                key.id(),
                new Seen(key, now, now),
                (old, next) -> old.key().isRevoked() ? old : next);
    }

    /**
     * Marks a key as used, where that is not known since a time.
     *
     * @return whether the caller is the one to write it down; nobody is while the database is away
     */
    boolean marksUse(String id, Instant now, Instant since) {
        Seen known = seen.get(id);
        return known != null
                && !isOlder(known.at(), times.cacheTime(), now)
                && !known.key().isUsedSince(since)
                && seen.replace(id, known, known.usedAt(now));
    }

    private static boolean isOlder(Instant time, Duration age, Instant now) {
        return !now.isBefore(time.plus(age));
    }

    /**
     * A key as it was.
     *
     * @param at when it was
     * @param asked when somebody last began to look again
     */
    private record Seen(KeptKey key, Instant at, Instant asked) {

        Seen asked(Instant now) {
            return new Seen(key, at, now);
        }

        Seen usedAt(Instant now) {
            return new Seen(key.usedAt(now), at, asked);
        }
    }
}
