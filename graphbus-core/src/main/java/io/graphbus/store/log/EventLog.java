package io.graphbus.store.log;

import io.graphbus.store.log.name.KeptNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events of durable topics in the order of their positions, and how far each subscription is. A
 * position is taken when an event is appended and seen when its transaction commits, so that a
 * later one may be seen first; of two events with equal topic and key the one with the smaller
 * position always commits first. Safe for use by many threads. What fails throws a {@link
 * io.graphbus.problem.GraphBusException} {@code DATABASE_UNREACHABLE} and has changed nothing.
 */
public interface EventLog extends AutoCloseable {

    /** How many parts a subscription has; 1 when only one process can use the log. */
    int parts();

    /**
     * Appends in a transaction of its own, whatever the caller is in; committed on return. Waits
     * for open transactions that have appended to the same keys.
     *
     * @return their positions
     */
    long[] append(List<EventData> events);

    /**
     * Appends in a transaction of its own what can be appended at once. Of a key that an open
     * transaction has appended to, nothing can be before it is over; such events are left out, for
     * {@link #append} waits for it.
     *
     * @return their positions; 0 for those that are left out
     */
    long[] tryAppend(List<EventData> events);

    /** Whether the calling thread is in a transaction of the log's database. */
    boolean isInTransaction();

    /**
     * Appends in the calling thread's transaction.
     *
     * @param ended told on the same thread whether that has committed
     * @return their positions
     */
    long[] appendInTransaction(List<EventData> events, Consumer<Boolean> ended);

    /**
     * Keeps an event until its time, in the calling thread's transaction if there is one; {@link
     * #release} then appends it.
     */
    void appendLater(EventData event, Instant due);

    /**
     * Appends what is due, oldest first, at most so many; each of them once. One whose key an open
     * transaction has appended to has to wait until that is over.
     */
    List<StoredEvent> release(Instant now, int limit);

    /** When the first of the events that wait for their time is due. */
    Optional<Instant> nextDue();

    /** The last position that can be seen; 0 when there is none. */
    long newest();

    /** What can be seen after a position, ascending, at most so many. */
    List<StoredEvent> after(long position, int limit);

    /** What can be seen of these positions, ascending. */
    List<StoredEvent> at(Collection<Long> positions);

    Optional<StoredEvent> find(String id);

    /** Events the query asks for, newest first unless it says otherwise. */
    List<StoredEvent> search(Query query);

    /** How many events the query asks for, whatever its limit. */
    long count(Query query);

    /** Stands for all positions that have been taken until now. */
    Mark mark();

    /**
     * Whether every transaction that may have taken a position before the mark was made is over:
     * what cannot be seen of these positions will never be.
     */
    boolean isOver(Mark mark);

    /**
     * A subscription's progress, one entry per part; a subscription that is new begins.
     *
     * @param earliest whether a new one begins with the oldest event; otherwise after the newest
     */
    List<Progress> open(Reader reader, boolean earliest);

    /** Deliveries that are completed although the progress does not say so. */
    List<Settlement.Place> completed(Reader reader);

    /** Deliveries that were put off, by position. */
    List<Deferred> deferred(Reader reader);

    /** All subscriptions that have ever been opened and not been forgotten; sorted. */
    List<Reader> readers();

    /** What is kept of a subscription's progress, by part; empty when it is not known. */
    List<Progress> progress(Reader reader);

    /** What is kept of a subscription, all of one moment; empty when it is not known. */
    Optional<Standing> standing(Reader reader);

    /**
     * Has a subscription be delivered nothing more, or again, wherever it runs.
     *
     * @return whether it is known
     */
    boolean pause(Reader reader, boolean paused);

    /** Subscriptions that are to be delivered nothing; sorted. */
    List<Reader> paused();

    /**
     * Forgets a subscription, its progress and what was put off for it.
     *
     * @return whether it was known
     */
    boolean forget(Reader reader);

    /**
     * Keeps what has become of deliveries. What owners of another process have claimed since this
     * one's claim ran out is theirs and left out.
     *
     * @throws io.graphbus.problem.GraphBusException {@code CONFLICT} in a transaction of the
     *     calling thread, when something would have to be left out; nothing has changed then
     */
    void settle(Settlement settlement);

    /** Does work in one transaction, which settling and state stores of the same database join. */
    void together(Runnable work);

    /**
     * Claims parts of a subscription, or goes on having them. Parts are shared fairly among the
     * owners that claim any of the same subscription; those of an owner that has not claimed for
     * longer than the time it asked for can be claimed by others.
     *
     * @param reader with an empty name for all subscriptions of an agent as one
     * @param exclusive whether one owner is to have all parts or none
     * @param kept parts that the owner has deliveries of in hand, which nobody else is given
     * @return the parts the owner is to work on now. What it has to give up is left out: it takes
     *     nothing new of that, and stays alone with it until it does not say any more that it is
     *     kept
     */
    Set<Integer> claim(
            Reader reader, String owner, Duration time, boolean exclusive, Set<Integer> kept);

    /** Gives up everything an owner has claimed. */
    void release(String owner);

    /**
     * Removes events that every subscription has settled and no deferred delivery needs, oldest
     * first.
     *
     * @param before only what was published earlier; {@code null} for no matter when
     * @param keep only what is beyond so many newest events
     * @param archive is given what is about to be removed, in portions
     * @return how many were removed
     */
    long trim(@Nullable Instant before, long keep, Consumer<List<StoredEvent>> archive);

    /** The letters of this log's subscriptions, in the same store. */
    DeadLetters deadLetters();

    /** What is known to have happened already, in the same store. */
    KeptNames names();

    @Override
    void close();

    /** A moment in the life of the log. */
    interface Mark {}

    /**
     * Which events are asked for; what is {@code null} does not matter.
     *
     * @param topic a topic or pattern
     * @param from the first position; 0 for any
     * @param to the last position; {@link Long#MAX_VALUE} for any
     * @param since published at or after
     * @param until published before
     */
    record Query(
            @Nullable String topic,
            @Nullable String key,
            long from,
            long to,
            @Nullable Instant since,
            @Nullable Instant until,
            boolean ascending,
            int limit) {}
}
