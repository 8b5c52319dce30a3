package io.graphbus.durable.putoff;

import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetter.Attempt;
import io.graphbus.store.log.Deferred;
import io.graphbus.store.log.Reader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that failed and waits for another attempt, or waits behind one of its key. Only its
 * place is held, not its event. Changed by whoever makes it or has it next.
 */
public final class PutOff implements Comparable<PutOff> {

    private static final int MOST_ATTEMPTS = 100;

    public final long position;
    public final @Nullable String key;

    /** The letter that is replayed by this; {@code null} when it is no replay. */
    public final @Nullable DeadLetter letter;

    /** That of its part when it was put off. */
    private volatile int epoch = -1;

    private final List<Attempt> attempts = new ArrayList<>(2);
    private int failures;
    private @Nullable Instant next;

    public PutOff(long position, @Nullable String key, @Nullable DeadLetter letter) {
        this.position = position;
        this.key = key;
        this.letter = letter;
        if (letter != null) {
            attempts.addAll(letter.attempts());
        }
    }

    /** One that an earlier run, or another process, has put off. */
    public static PutOff of(Deferred kept) {
        PutOff again = new PutOff(kept.position(), kept.key(), null);
        again.failures = kept.failures();
        again.next = kept.next();
        again.attempts.addAll(kept.attempts());
        return again;
    }

    public void failed(Instant at, String error) {
        failures++;
        attempts.add(new Attempt(at, error));
        if (attempts.size() > MOST_ATTEMPTS) {
            attempts.removeFirst();
        }
    }

    public int epoch() {
        return epoch;
    }

    public void epoch(int value) {
        epoch = value;
    }

    public void next(@Nullable Instant when) {
        next = when;
    }

    public @Nullable Instant next() {
        return next;
    }

    /** Attempts that failed since it was put off for the first time, or replayed. */
    public int failures() {
        return failures;
    }

    public List<Attempt> attempts() {
        return attempts;
    }

    public Deferred kept(Reader reader) {
        return new Deferred(reader, position, key, failures, next, attempts);
    }

    @Override
    public int compareTo(PutOff other) {
        return Long.compare(position, other.position);
    }
}
