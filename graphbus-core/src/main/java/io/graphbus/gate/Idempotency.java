package io.graphbus.gate;

import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.conduct.ConductedLock;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Lets a publish with an idempotency key happen once within a window: whoever publishes the same
 * thing with the same key again gets the first one's receipt. Who comes while the first is still
 * being published waits a moment for it; a publish that fails leaves its key free. Keys of
 * different agents, and of outside, are different. Usable from any thread.
 */
public final class Idempotency implements PublishInterceptor {

    /** The longest key, in characters. */
    public static final int LONGEST_KEY = 400;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long MOMENT = Duration.ofMillis(5).toNanos();

    private final Duration window;
    private final int most;
    private final InstantSource clock;
    private final Duration patience;
    private final ConductedLock lock = new ConductedLock();
    private final Condition changed = lock.newCondition();
    private final @Nullable KeptReceipts receipts;

    /** The oldest first; guarded by the lock. */
    private final Map<Name, First> known = new LinkedHashMap<>();

    /**
     * Remembers keys.
     *
     * @param window how long a key stands for its first event
     * @param most how many keys are remembered; beyond, the oldest is forgotten first
     * @param clock that the window goes by; the graph's own is in its options
     */
    public Idempotency(Duration window, int most, InstantSource clock) {
        this(window, most, clock, PATIENCE, null);
    }

    Idempotency(Duration window, int most, InstantSource clock, Duration patience) {
        this(window, most, clock, patience, null);
    }

    private Idempotency(
            Duration window,
            int most,
            InstantSource clock,
            Duration patience,
            @Nullable KeptReceipts receipts) {
        if (window.isZero() || window.isNegative() || most < 1) {
            throw new IllegalArgumentException("window and number of keys must be positive");
        }
        this.window = window;
        this.most = most;
        this.clock = clock;
        this.patience = patience;
        this.receipts = receipts;
    }

    /**
     * The same, which has the keys of some topics remembered elsewhere: for as long, whether or not
     * this process lives, and any number of them.
     */
    public Idempotency keptIn(KeyMemory memory) {
        return new Idempotency(window, most, clock, patience, new KeptReceipts(memory));
    }

    @Override
    public boolean appliesToPlain() {
        return false;
    }

    /** How many keys are remembered at the moment. */
    public int size() {
        lock.lock();
        try {
            return known.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Receipt intercept(Publishing publishing, Next next) {
        Publish request = publishing.request();
        String key = request.idempotencyKey();
        if (key == null) {
            return next.proceed(publishing);
        }
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw unusable(publishing.topic()).toException();
        }
        if (receipts != null && receipts.covers(publishing.topic())) {
            return kept(receipts, key, publishing, next);
        }
        var name = new Name(publishing.source(), key);
        var mine = new First(Fingerprint.of(request), clock.millis());
        Receipt kept = firstOrMine(name, mine, publishing);
        return kept == null
                ? publish(name, mine, publishing.with(request.idempotencyKey(null)), next)
                : kept;
    }

    private Receipt kept(KeptReceipts memory, String key, Publishing publishing, Next next) {
        Publish request = publishing.request();
        Instant now = clock.instant();
        var keyed =
                new KeptReceipts.Keyed(
                        publishing.source() + "\n" + key,
                        Fingerprint.of(request),
                        now,
                        now.plus(window));
        Publishing bare = publishing.with(request.idempotencyKey(null));
        long left = publishing.inside() ? 0 : patience.toNanos();
        try {
            Receipt receipt = memory.receipt(keyed, () -> next.proceed(bare));
            while (receipt == null) {
                if (left <= 0) {
                    throw busy(publishing.topic()).toException();
                }
                left -= pause(publishing.topic());
                receipt = memory.receipt(keyed, () -> next.proceed(bare));
            }
            return receipt;
        } catch (KeptReceipts.Reused e) {
            throw reused(publishing.topic()).toException(e);
        }
    }

    /** Waits a moment; how long that was. */
    private long pause(String topic) {
        lock.lock();
        try {
            return MOMENT - Math.max(0, changed.awaitNanos(MOMENT));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy(topic).toException(e);
        } finally {
            lock.unlock();
        }
    }

    private Receipt publish(Name name, First mine, Publishing publishing, Next next) {
        Kept kept = null;
        try {
            Receipt receipt = next.proceed(publishing);
            kept = new Kept(receipt.id(), receipt.subscribers());
            return receipt;
        } finally {
            settle(name, mine, kept);
        }
    }

    private void settle(Name name, First mine, @Nullable Kept kept) {
        lock.lock();
        try {
            mine.kept = kept;
            if (kept == null) {
                known.remove(name, mine);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The receipt of the first with this name; {@code null} when that is this one. */
    private @Nullable Receipt firstOrMine(Name name, First mine, Publishing publishing) {
        String topic = publishing.topic();
        lock.lock();
        try {
            // an agent must not wait for what may wait for it
            long left = publishing.inside() ? 0 : patience.toNanos();
            while (true) {
                forgetOld(mine.millis);
                First first = known.putIfAbsent(name, mine);
                if (first == null) {
                    forgetSurplus();
                    return null;
                }
                if (!first.fingerprint.equals(mine.fingerprint)) {
                    throw reused(topic).toException();
                }
                if (first.kept != null) {
                    return first.kept;
                }
                if (left <= 0) {
                    throw busy(topic).toException();
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy(topic).toException(e);
        } finally {
            lock.unlock();
        }
    }

    private void forgetOld(long now) {
        Iterator<First> oldest = known.values().iterator();
        while (oldest.hasNext()) {
            First first = oldest.next();
            if (now - first.millis < window.toMillis()) {
                return;
            }
            if (first.kept != null) {
                oldest.remove();
            }
        }
    }

    /** Never one that is still being published: it would be published once more. */
    private void forgetSurplus() {
        Iterator<First> oldest = known.values().iterator();
        while (known.size() > most && oldest.hasNext()) {
            if (oldest.next().kept != null) {
                oldest.remove();
            }
        }
    }

    /** The problem of a key where nobody remembers keys: to ignore it would publish twice. */
    static Problem notRemembered(String topic) {
        return Problem.of(
                ProblemCode.INVALID_REQUEST,
                topic,
                "an idempotency key was given, and this graph remembers none",
                "Add an Idempotency with builder().publishInterceptor, or set"
                        + " graphbus.idempotency.enabled=true.");
    }

    private static Problem unusable(String topic) {
        return Problem.of(
                ProblemCode.INVALID_REQUEST,
                topic,
                "the idempotency key is empty or longer than " + LONGEST_KEY + " characters",
                "Take a new UUID for each event.");
    }

    private static Problem reused(String topic) {
        return Problem.of(
                ProblemCode.IDEMPOTENCY_KEY_REUSED,
                topic,
                "this idempotency key was given with another event before",
                "Take a new key for each event, and the same only to send one again.");
    }

    private static Problem busy(String topic) {
        return Problem.of(
                ProblemCode.IDEMPOTENCY_KEY_BUSY,
                topic,
                "the first event with this idempotency key is still being published",
                "Try again in a moment.");
    }

    private record Name(String source, String key) {}

    /** What is left of a receipt, which may hold the whole event. */
    record Kept(String id, int subscribers) implements Receipt {

        @Override
        public boolean isDuplicate() {
            return true;
        }
    }

    /** The first publish with a name; {@code kept} once it has been accepted. */
    private static final class First {
        private final String fingerprint;
        private final long millis;
        private @Nullable Kept kept;

        First(String fingerprint, long millis) {
            this.fingerprint = fingerprint;
            this.millis = millis;
        }
    }
}
