package io.graphbus.spring.transaction;

import io.graphbus.gate.PublishInterceptor.Next;
import io.graphbus.gate.Publishing;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one transaction has published so far, in order. Bound to the transaction's thread under a
 * key, as long as the transaction is the thread's current one.
 */
final class HeldEvents implements TransactionSynchronization {

    private static final Logger log = LoggerFactory.getLogger(HeldEvents.class);

    private final Object key;
    private final AtomicLong lost;
    private final List<Held> events = new ArrayList<>();
    private final Map<Object, Integer> savepoints = new IdentityHashMap<>();
    private int sent;
    private boolean suspended;

    /**
     * @param lost counts events that do not leave although the transaction has committed
     */
    HeldEvents(Object key, AtomicLong lost) {
        this.key = key;
        this.lost = lost;
    }

    private record Held(Publishing publishing, Next next, Runnable send) {}

    void hold(Publishing publishing, Next next, Runnable send) {
        events.add(new Held(publishing, next, send));
    }

    @Override
    public void savepoint(Object savepoint) {
        savepoints.put(savepoint, events.size());
    }

    /** A savepoint that is not known is older than all of these events. */
    @Override
    public void savepointRollback(Object savepoint) {
        int first = savepoints.getOrDefault(savepoint, 0);
        if (first < events.size()) {
            List<Held> dropped = events.subList(first, events.size());
            log.debug("{} events were dropped with their savepoint", dropped.size());
            dropped.clear();
        }
    }

    @Override
    public void suspend() {
        suspended = unbind();
    }

    @Override
    public void resume() {
        if (suspended) {
            TransactionSynchronizationManager.bindResource(key, this);
        }
    }

    /** What other synchronizations publish from here on is held apart, and leaves after these. */
    @Override
    public void beforeCompletion() {
        unbind();
    }

    private boolean unbind() {
        boolean current = TransactionSynchronizationManager.getResource(key) == this;
        if (current) {
            TransactionSynchronizationManager.unbindResource(key);
        }
        return current;
    }

    @Override
    public void afterCommit() {
        sendAll();
    }

    /**
     * {@link #afterCommit} is not reached when another synchronization throws there, or when these
     * events are published there.
     */
    @Override
    public void afterCompletion(int status) {
        unbind();
        switch (status) {
            case STATUS_COMMITTED -> sendAll();
            case STATUS_ROLLED_BACK ->
                    log.debug("{} events were dropped with their transaction", events.size());
            default -> // whoever commits is told by an exception
                    log.warn(
                            "{} events were not published: whether their transaction committed is"
                                    + " not known",
                            events.size());
        }
    }

    private void sendAll() {
        while (sent < events.size()) {
            send(events.get(sent++));
        }
    }

    /** The transaction has committed: whoever published must not believe that it failed. */
    private void send(Held event) {
        try {
            event.send().run();
        } catch (RuntimeException e) {
            lost.incrementAndGet();
            event.next().lose(event.publishing(), e);
        }
    }
}
