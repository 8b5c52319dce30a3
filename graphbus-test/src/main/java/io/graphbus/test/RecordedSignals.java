package io.graphbus.test;

import io.graphbus.signal.Signal;
import io.graphbus.signal.SignalListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.assertj.core.api.AssertProvider;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/**
 * Remembers every signal it hears, in the order of hearing. AssertJ's {@code assertThat} takes it
 * as a list. Usable from any thread.
 */
public final class RecordedSignals
        implements SignalListener<Signal>, AssertProvider<ListAssert<Signal>> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition heard = lock.newCondition();
    private final List<Signal> signals = new ArrayList<>();

    @Override
    public Class<Signal> type() {
        return Signal.class;
    }

    @Override
    public void on(Signal signal) {
        lock.lock();
        try {
            signals.add(signal);
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Everything heard so far. */
    public List<Signal> all() {
        lock.lock();
        try {
            return List.copyOf(signals);
        } finally {
            lock.unlock();
        }
    }

    /** What was heard of one type, subtypes included. */
    public <S extends Signal> List<S> of(Class<S> type) {
        return all().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Forgets what was heard. */
    public void clear() {
        lock.lock();
        try {
            signals.clear();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until so many signals of a type were heard, and fails when that takes too long.
     *
     * @return those heard by then
     */
    public <S extends Signal> List<S> await(Class<S> type, int count, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        lock.lock();
        try {
            while (of(type).size() < count) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError(
                            "Expected "
                                    + count
                                    + " "
                                    + type.getSimpleName()
                                    + " within "
                                    + atMost
                                    + " but heard "
                                    + signals);
                }
                heard.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
            }
            return of(type);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + type.getSimpleName(), e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ListAssert<Signal> assertThat() {
        return Assertions.assertThat(all());
    }
}
