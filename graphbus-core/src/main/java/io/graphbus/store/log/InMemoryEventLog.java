package io.graphbus.store.log;

import io.graphbus.store.log.Settlement.Place;
import io.graphbus.store.log.name.HeldNames;
import io.graphbus.store.log.name.KeptNames;
import io.graphbus.store.log.process.Held;
import io.graphbus.store.log.process.KeyLocks;
import io.graphbus.store.log.process.LocalClaims;
import io.graphbus.store.log.process.OpenAppends;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events as long as the process lives, with transactions of its own: {@link #together} is one
 * on the calling thread. Safe for use by many threads.
 */
public final class InMemoryEventLog implements EventLog {

    private static final int PORTION = 1_000;

    private final int parts;
    private final Held held = new Held();
    private final InMemoryEvents events = new InMemoryEvents();
    private final InMemoryReaders readers;
    private final InMemoryDeadLetters letters = new InMemoryDeadLetters();
    private final KeyLocks keys = new KeyLocks();
    private final HeldNames names = new HeldNames(held);
    private final OpenAppends open = new OpenAppends();
    private final LocalClaims claims;
    private long positions;
    private long lastSeen;

    /** An empty log whose subscriptions have one part. */
    public InMemoryEventLog() {
        this(1, System::nanoTime);
    }

    /**
     * @param parts of each subscription
     * @param nanoTime how claims age
     */
    public InMemoryEventLog(int parts, LongSupplier nanoTime) {
        this.parts = parts;
        this.readers = new InMemoryReaders(parts);
        this.claims = new LocalClaims(parts, nanoTime);
    }

    @Override
    public int parts() {
        return parts;
    }

    @Override
    public long[] append(List<EventData> appended) {
        KeyLocks.Holder holder = new KeyLocks.Holder();
        try {
            keys.lock(holder, appended);
            boolean[] all = new boolean[appended.size()];
            Arrays.fill(all, true);
            return held.alone(() -> put(appended, all));
        } finally {
            keys.release(holder);
        }
    }

    @Override
    public long[] tryAppend(List<EventData> appended) {
        KeyLocks.Holder holder = new KeyLocks.Holder();
        try {
            boolean[] free = keys.tryLock(holder, appended);
            return held.alone(() -> put(appended, free));
        } finally {
            keys.release(holder);
        }
    }

    private long[] put(List<EventData> appended, boolean[] free) {
        long[] taken = new long[free.length];
        List<StoredEvent> stored = new ArrayList<>(free.length);
        for (int i = 0; i < free.length; i++) {
            if (free[i]) {
                taken[i] = ++positions;
                stored.add(new StoredEvent(taken[i], appended.get(i)));
            }
        }
        show(stored);
        return taken;
    }

    private void show(List<StoredEvent> stored) {
        events.add(stored);
        lastSeen = Math.max(lastSeen, events.newest());
    }

    @Override
    public boolean isInTransaction() {
        return held.transaction().isPresent();
    }

    @Override
    public long[] appendInTransaction(List<EventData> appended, Consumer<Boolean> ended) {
        Held.Transaction transaction =
                held.transaction()
                        .orElseThrow(() -> new IllegalStateException("no transaction is open"));
        transaction.change(() -> {}, committed -> keys.release(transaction.keys()));
        keys.lock(transaction.keys(), appended);
        long ticket = open.begin();
        List<StoredEvent> stored = held.alone(() -> take(appended));
        transaction.change(
                () -> show(stored),
                committed -> {
                    open.end(ticket);
                    ended.accept(committed);
                });
        return stored.stream().mapToLong(StoredEvent::position).toArray();
    }

    private List<StoredEvent> take(List<EventData> appended) {
        return appended.stream().map(event -> new StoredEvent(++positions, event)).toList();
    }

    @Override
    public void appendLater(EventData event, Instant due) {
        held.change(() -> events.addLater(event, due));
    }

    @Override
    public List<StoredEvent> release(Instant now, int limit) {
        KeyLocks.Holder holder = new KeyLocks.Holder();
        try {
            return held.alone(() -> releaseFree(holder, now, limit));
        } finally {
            keys.release(holder);
        }
    }

    private List<StoredEvent> releaseFree(KeyLocks.Holder holder, Instant now, int limit) {
        List<StoredEvent> released =
                take(events.release(now, limit, due -> keys.tryLock(holder, due)));
        show(released);
        return released;
    }

    @Override
    public Optional<Instant> nextDue() {
        return held.alone(events::nextDue);
    }

    @Override
    public long newest() {
        return held.alone(events::newest);
    }

    @Override
    public List<StoredEvent> after(long position, int limit) {
        return held.alone(() -> events.after(position, limit));
    }

    @Override
    public List<StoredEvent> at(Collection<Long> wanted) {
        return held.alone(() -> events.at(wanted));
    }

    @Override
    public Optional<StoredEvent> find(String id) {
        return held.alone(() -> events.find(id));
    }

    @Override
    public List<StoredEvent> search(Query query) {
        return held.alone(() -> events.search(query));
    }

    @Override
    public long count(Query query) {
        return held.alone(() -> events.count(query));
    }

    @Override
    public Mark mark() {
        return open.mark();
    }

    @Override
    public boolean isOver(Mark mark) {
        return open.isOver(mark);
    }

    @Override
    public List<Progress> open(Reader reader, boolean earliest) {
        return held.alone(() -> readers.open(reader, earliest ? 0 : lastSeen));
    }

    @Override
    public List<Place> completed(Reader reader) {
        return held.alone(() -> readers.completed(reader));
    }

    @Override
    public List<Deferred> deferred(Reader reader) {
        return held.alone(() -> readers.deferred(reader));
    }

    @Override
    public List<Reader> readers() {
        return held.alone(readers::readers);
    }

    @Override
    public List<Progress> progress(Reader reader) {
        return held.alone(() -> readers.progress(reader));
    }

    @Override
    public boolean pause(Reader reader, boolean paused) {
        return held.alone(() -> readers.pause(reader, paused));
    }

    @Override
    public List<Reader> paused() {
        return held.alone(readers::paused);
    }

    @Override
    public Optional<Standing> standing(Reader reader) {
        return held.alone(() -> readers.standing(reader, events.removed()));
    }

    @Override
    public boolean forget(Reader reader) {
        claims.forget(reader);
        return held.alone(() -> readers.forget(reader));
    }

    @Override
    public void settle(Settlement settlement) {
        held.change(
                () -> {
                    readers.settle(settlement);
                    letters.settle(settlement.dead());
                    letters.remove(settlement.healed());
                });
    }

    @Override
    public void together(Runnable work) {
        held.together(work);
    }

    @Override
    public Set<Integer> claim(
            Reader reader, String owner, Duration time, boolean exclusive, Set<Integer> kept) {
        return claims.claim(reader, owner, time, exclusive, kept);
    }

    @Override
    public void release(String owner) {
        claims.release(owner);
    }

    @Override
    public long trim(@Nullable Instant before, long keep, Consumer<List<StoredEvent>> archive) {
        List<StoredEvent> outdated =
                held.alone(
                        () ->
                                events.outdated(
                                        readers.settledByAll(), before, keep, readers::isDeferred));
        for (int from = 0; from < outdated.size(); from += PORTION) {
            List<StoredEvent> some =
                    outdated.subList(from, Math.min(outdated.size(), from + PORTION));
            archive.accept(some);
            held.change(() -> events.remove(some));
        }
        return outdated.size();
    }

    @Override
    public DeadLetters deadLetters() {
        return letters;
    }

    @Override
    public KeptNames names() {
        return names;
    }

    /** Keeps everything. */
    @Override
    public void close() {}
}
