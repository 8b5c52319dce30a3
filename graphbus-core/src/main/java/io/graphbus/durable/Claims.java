package io.graphbus.durable;

import io.graphbus.durable.letter.Marked;
import io.graphbus.durable.progress.Part;
import io.graphbus.durable.putoff.PutOff;
import io.graphbus.problem.GraphBusException;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.Deferred;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Settlement.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which parts of subscriptions this process delivers. Claims are renewed well before they end;
 * while something is not ours it is asked for often. Used by the pump's thread.
 */
final class Claims {

    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);
    private static final Logger logger = LoggerFactory.getLogger(Claims.class);

    private final EventLog log;
    private final String owner;
    private final Duration lease;
    private final Keeper keeper;

    /** Fair: whoever marks many letters must not keep claims from being renewed. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private volatile long next = System.nanoTime();
    private volatile long nextLook = next;
    private long claimed = next;

    Claims(EventLog log, String owner, Duration lease, Keeper keeper) {
        this.log = log;
        this.owner = owner;
        this.lease = lease;
        this.keeper = keeper;
    }

    /** The next look is at once. */
    void soon() {
        nextLook = System.nanoTime();
        next = System.nanoTime();
    }

    /** Looks which subscriptions are paused. By any thread. */
    void look(List<Feed> feeds) {
        withLetters(
                () -> {
                    nextLook = System.nanoTime() + LOOK;
                    List<Reader> paused = log.paused();
                    feeds.forEach(feed -> feed.hold.pause(paused.contains(feed.reader)));
                });
    }

    /** Has subscriptions that are paused come to rest, and others go on. */
    private void hold(List<Feed> feeds) {
        if (System.nanoTime() - nextLook >= 0) {
            look(feeds);
        }
        for (Feed feed : feeds) {
            if (feed.hold.isEnding() && feed.load.isIdle()) {
                rest(feed);
            }
            if (feed.hold.ends()) {
                next = System.nanoTime();
            }
        }
    }

    /** Forgets what has been begun; what is kept tells where to go on. */
    private void rest(Feed feed) {
        List<Part> ours = Arrays.stream(feed.parts).filter(Part::isOwned).toList();
        ours.forEach(Part::touch);
        if (keeper.keep()) {
            ours.forEach(feed::disown);
            feed.hold.rests();
        }
    }

    /** Claims, or goes on having, what these subscriptions can be given. */
    void claim(List<Feed> feeds) {
        withLetters(() -> claimNow(feeds));
    }

    private void claimNow(List<Feed> feeds) {
        hold(feeds);
        if (System.nanoTime() - next < 0) {
            return;
        }
        long asked = System.nanoTime();
        Set<String> replaying = new HashSet<>();
        feeds.forEach(feed -> replaying.addAll(feed.outcomes.replaying()));
        Iterable<Unit> units = units(feeds); // what is in hand, before what has ended is kept
        boolean isKept = keeper.keep();
        if (!isKept) {
            units.forEach(Unit::keepAll);
        }
        boolean all = true;
        for (Unit unit : units) {
            all &= claim(unit);
        }
        if (isKept && log.parts() > 1) {
            takeUp(feeds, replaying);
        }
        claimed = asked;
        long third = lease.toNanos() / 3;
        next = System.nanoTime() + (all ? third : Math.min(third, SOON));
    }

    /**
     * Subscriptions that are claimed as one: those of an agent with state.
     *
     * @param kept parts of which something is in hand
     */
    private record Unit(List<Feed> feeds, Set<Integer> kept) {

        /** Nothing of it can be given up now. */
        void keepAll() {
            for (Part part : feeds.getFirst().parts) {
                kept.add(part.number());
            }
        }
    }

    private static Iterable<Unit> units(List<Feed> feeds) {
        Map<Reader, Unit> units = new TreeMap<>();
        for (Feed feed : feeds) {
            Unit unit =
                    units.computeIfAbsent(
                            unit(feed), of -> new Unit(new ArrayList<>(), new TreeSet<>()));
            unit.feeds.add(feed);
            unit.kept.addAll(feed.busy());
        }
        return units.values();
    }

    private static Reader unit(Feed feed) {
        return feed.to.isExclusive() ? new Reader(feed.reader.agent(), "") : feed.reader;
    }

    /** Whether there is nothing to be claimed, or given up, soon. */
    private boolean claim(Unit unit) {
        Feed first = unit.feeds.getFirst();
        Set<Integer> ours = log.claim(unit(first), owner, lease, first.to.isExclusive(), unit.kept);
        boolean settled = !ours.isEmpty();
        if (log.parts() > 1 && System.nanoTime() - claimed > lease.toNanos()) {
            unit.feeds.forEach(this::lapsed);
        }
        for (Feed feed : unit.feeds) {
            settled &= take(feed, ours, unit.kept);
        }
        return settled;
    }

    /** Claims had ended by themselves: who had a part meanwhile has gone on with it. */
    private void lapsed(Feed feed) {
        for (Progress one : log.progress(feed.reader)) {
            Part part = feed.parts[one.part()];
            if (part.isOwned() && !part.isKeptAs(one)) {
                feed.disown(part);
            }
        }
    }

    /** Whether all that is not ours is given up: what is in hand of it is finished first. */
    private boolean take(Feed feed, Set<Integer> ours, Set<Integer> kept) {
        List<Part> fresh = new ArrayList<>();
        boolean settled = true;
        for (Part part : feed.parts) {
            boolean mine = ours.contains(part.number());
            if (part.isOwned() && !mine && kept.contains(part.number())) {
                feed.closing(part);
                settled = false;
            } else if (part.isOwned() && part.isClosing() && kept.contains(part.number())) {
                settled = false;
            } else if (part.isOwned() && (!mine || part.isClosing())) {
                feed.disown(part);
            }
            if (mine && !part.isOwned()) {
                fresh.add(part);
            }
        }
        if (!fresh.isEmpty() && !feed.hold.isOn()) {
            takeOver(feed, fresh);
        }
        return settled;
    }

    private void takeOver(Feed feed, List<Part> fresh) {
        List<Progress> progress = log.progress(feed.reader);
        List<Deferred> deferred = log.deferred(feed.reader);
        Map<Long, Part> completed = completed(feed);
        List<DeadLetter> replays = Marked.list(log.deadLetters(), feed.reader);
        for (Progress one : progress) {
            if (fresh.contains(feed.parts[one.part()])) {
                own(feed, one, deferred, completed);
            }
        }
        fresh.forEach(feed.outcomes::forget);
        replays.forEach(feed.outcomes::replay);
    }

    private static void own(
            Feed feed, Progress kept, List<Deferred> deferred, Map<Long, Part> completed) {
        Part part = feed.parts[kept.part()];
        List<PutOff> putOff =
                deferred.stream()
                        .filter(one -> feed.part(one.key(), one.position()) == part)
                        .map(PutOff::of)
                        .sorted()
                        .toList();
        Set<Long> finished = new HashSet<>();
        completed.entrySet().stream()
                .filter(one -> one.getValue() == part)
                .forEach(one -> finished.add(one.getKey()));
        feed.own(kept, putOff, finished);
    }

    /** Deliveries whose completion was kept with a state, and the parts they belong to. */
    private Map<Long, Part> completed(Feed feed) {
        List<Long> places = log.completed(feed.reader).stream().map(Place::position).toList();
        Map<Long, Part> completed = new HashMap<>();
        if (feed.parts.length == 1) {
            places.forEach(position -> completed.put(position, feed.parts[0]));
        } else {
            log.at(places).forEach(event -> completed.put(event.position(), feed.part(event)));
        }
        return completed;
    }

    /**
     * Between a letter's mark and its delivery nobody looks for marked ones, who would deliver it
     * too, and no part changes hands.
     */
    void withLetters(Runnable work) {
        turn.lock();
        try {
            work.run();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Another process may have marked letters of our parts.
     *
     * @param known whose replays were under way before what has become of them was kept
     */
    private void takeUp(List<Feed> feeds, Set<String> known) {
        if (Marked.count(log.deadLetters()) <= known.size()) {
            return;
        }
        for (DeadLetter letter : Marked.list(log.deadLetters(), null)) {
            if (!known.contains(letter.id())) {
                feeds.stream()
                        .filter(feed -> feed.reader.equals(letter.reader()))
                        .forEach(feed -> feed.outcomes.replay(letter));
            }
        }
    }

    /** Gives everything up; what cannot be told to the log ends by itself. */
    void close() {
        try {
            log.release(owner);
        } catch (GraphBusException e) {
            logger.warn("Claims of deliveries end in {} only: {}", lease, e.problem());
        }
    }
}
