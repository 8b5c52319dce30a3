package io.graphbus.durable.append;

import io.graphbus.bus.Envelope;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Appends events that several threads publish at the same time in one transaction: who comes first
 * appends for all who come while it does. A single publisher hands nothing over. Usable from any
 * thread.
 */
public final class Appender {

    private static final int MOST_EVENTS = 1000;
    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    private final EventLog log;
    private final Kept kept;
    private final long patience;
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock leading = new ReentrantLock();
    private final Crowd crowd = new Crowd();

    public Appender(EventLog log, Kept kept) {
        this(log, kept, Crowd.PATIENCE);
    }

    /**
     * @param patience nanoseconds that events wait until somebody begins to append them
     */
    Appender(EventLog log, Kept kept, long patience) {
        this.log = log;
        this.kept = kept;
        this.patience = patience;
    }

    /** Who is told what has been appended, in order of positions. */
    @FunctionalInterface
    public interface Kept {
        void kept(long position, EventData data, Envelope event);
    }

    private static final class Waiting {
        private final List<EventData> data;
        private final List<Envelope> events;
        private final Thread thread = Thread.currentThread();
        private volatile boolean done;

        /** Its key is taken by a transaction under way, which it waits for on its own thread. */
        private volatile boolean alone;

        private @Nullable RuntimeException failure;

        Waiting(List<EventData> data, List<Envelope> events) {
            this.data = data;
            this.events = events;
        }

        private void end(@Nullable RuntimeException why) {
            failure = why;
            done = true;
            LockSupport.unpark(thread);
        }

        private void waitAlone() {
            alone = true;
            LockSupport.unpark(thread);
        }

        private int size() {
            return data.stream().mapToInt(event -> event.payload().length()).sum();
        }
    }

    /**
     * Appends an event: in the calling thread's transaction, if there is one, with which it is
     * committed or never was; otherwise it is committed on return.
     */
    public void append(EventData data, Envelope event) {
        if (!log.isInTransaction()) {
            append(List.of(data), List.of(event));
            return;
        }
        long[] position = {0};
        position[0] =
                log.appendInTransaction(
                                List.of(data),
                                committed -> {
                                    if (committed) {
                                        kept.kept(position[0], data, event);
                                    }
                                })[0];
    }

    /**
     * Appends events, all or none; they are committed on return.
     *
     * @throws GraphBusException {@code QUEUE_FULL} when too much waits to be appended already, or
     *     nobody has begun to append these for 30 s
     */
    public void append(List<EventData> data, List<Envelope> events) {
        Waiting mine = new Waiting(data, events);
        int size = mine.size();
        crowd.enter(data, size);
        try {
            append(mine);
        } finally {
            crowd.leave(data, size);
        }
    }

    private void append(Waiting mine) {
        long begun = System.nanoTime();
        queue.add(mine);
        boolean interrupted = false;
        while (!mine.done) {
            if (mine.alone) {
                appendAll(List.of(mine));
            } else if (leading.tryLock()) {
                try {
                    lead(mine);
                } finally {
                    leading.unlock();
                }
                next();
            } else {
                LockSupport.parkNanos(this, patience);
                interrupted |= Thread.interrupted();
                if (System.nanoTime() - begun >= patience && queue.remove(mine)) {
                    mine.end(Crowd.refusal(mine.data));
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        RuntimeException failure = mine.failure;
        if (failure != null) {
            throw failure;
        }
    }

    /** Who waits and was not appended by the last leader leads. */
    private void next() {
        Waiting first = queue.peek();
        if (first != null) {
            LockSupport.unpark(first.thread);
        }
    }

    private void lead(Waiting mine) {
        while (!mine.done && !mine.alone) {
            appendAll(group());
        }
    }

    private List<Waiting> group() {
        List<Waiting> group = new ArrayList<>();
        int events = 0;
        int characters = 0;
        Waiting next;
        while (events < MOST_EVENTS
                && characters < MOST_CHARACTERS
                && (next = queue.poll()) != null) {
            group.add(next);
            events += next.data.size();
            characters += next.size();
        }
        return group;
    }

    private void appendAll(List<Waiting> group) {
        try {
            appendTogether(group);
        } catch (GraphBusException e) {
            boolean away = e.problem().code() == ProblemCode.DATABASE_UNREACHABLE;
            if (group.size() == 1 || away) {
                group.forEach(one -> one.end(e));
            } else {
                group.forEach(one -> appendAll(List.of(one)));
            }
        } catch (RuntimeException | Error e) {
            RuntimeException why =
                    e instanceof RuntimeException known
                            ? known
                            : new IllegalStateException("The event was not appended", e);
            group.stream().filter(one -> !one.done).forEach(one -> one.end(why));
        }
    }

    private void appendTogether(List<Waiting> group) {
        List<EventData> all = new ArrayList<>();
        group.forEach(one -> all.addAll(one.data));
        boolean mayWait = group.getFirst().alone || all.size() != group.size();
        long[] positions = mayWait ? log.append(all) : log.tryAppend(all);
        int at = 0;
        for (Waiting one : group) {
            if (positions[at] == 0) {
                one.waitAlone();
                at++;
                continue;
            }
            for (int i = 0; i < one.data.size(); i++) {
                kept.kept(positions[at++], one.data.get(i), one.events.get(i));
            }
            one.end(null);
        }
    }
}
