package io.graphbus.durable;

import io.graphbus.bus.Envelope;
import io.graphbus.durable.Delivering.Where;
import io.graphbus.durable.progress.Fate;
import io.graphbus.durable.progress.Gaps;
import io.graphbus.durable.progress.Hold;
import io.graphbus.durable.progress.Lag;
import io.graphbus.durable.progress.Load;
import io.graphbus.durable.progress.Part;
import io.graphbus.durable.progress.Window;
import io.graphbus.durable.putoff.Lines;
import io.graphbus.durable.putoff.PutOff;
import io.graphbus.retry.Retried;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One subscription of a running graph and the log: what of it has been begun, what is under way and
 * what was put off. Begun by the pump's thread, settled in agents' turns.
 */
final class Feed {

    /** Further attempts and replays of one subscription that are made at a time. */
    private static final int MOST_AGAIN = 256;

    final Retried to;
    final Reader reader;
    final Part[] parts;
    final Lines lines = new Lines();
    final Outcomes outcomes;
    private final Works works;
    private final Durability durability;
    private final Window window;
    final Load load = new Load();
    final Hold hold = new Hold();

    /** The pump's: positions up to this one have been looked at. */
    volatile long read;

    /** Whether it has looked at all that the pump has. */
    volatile boolean live;

    /** The pump's: whether it has no room for one that the next ones must not overtake. */
    boolean owes;

    private boolean frozen;

    Feed(Retried to, Works works, Durability durability, int parts) {
        this.to = to;
        this.works = works;
        this.outcomes = new Outcomes(this, works);
        this.durability = durability;
        this.reader = new Reader(to.agent(), to.id());
        this.window = new Window(Integer.highestOneBit(durability.inFlight()) * 4);
        this.parts = new Part[parts];
        for (int i = 0; i < parts; i++) {
            this.parts[i] = new Part(i);
        }
    }

    synchronized boolean hasRoom() {
        if (!window.hasRoom()) {
            collectUnlessFrozen();
        }
        return !owes
                && !hold.isOn()
                && load.flying() < durability.inFlight()
                && load.deferred() < durability.mostDeferred()
                && window.hasRoom();
    }

    /** Whether there is room for one that can be seen after later ones. */
    synchronized boolean hasLateRoom() {
        collectUnlessFrozen();
        return window.hasLateRoom();
    }

    /** For how many further attempts and replays there is room. */
    int roomAgain() {
        return hold.isOn() ? 0 : MOST_AGAIN - load.again();
    }

    /** Whether an event is for this subscription, which has passed it. */
    synchronized boolean isLateFor(long position, Envelope event) {
        return to.topic().matches(event.topic())
                && (read >= position || part(event, position).hasPassed(position));
    }

    /** Gives up everything: the subscription has ended. */
    void close() {
        List.of(parts).forEach(this::disown);
    }

    @Nullable String key(Envelope event) {
        try {
            return to.orderingKey(event);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            return null; // a payload that has no key there; its delivery says so
        }
    }

    Part part(@Nullable String key, long position) {
        if (parts.length == 1) {
            return parts[0];
        }
        int hash = key == null ? Long.hashCode(position) : key.hashCode();
        return parts[Math.floorMod(hash ^ (hash >>> 16), parts.length)];
    }

    Part part(StoredEvent event) {
        return part(works.restored(event), event.position());
    }

    private Part part(Envelope event, long position) {
        return part(parts.length == 1 ? null : key(event), position);
    }

    /**
     * Begins a delivery, if it is to be made here.
     *
     * @param late whether later ones have been begun before
     * @return false when there is no room
     */
    synchronized boolean begin(long position, Envelope event, int slot, boolean late) {
        Part part = part(event, position);
        boolean wanted = part.wants(position, late);
        if (wanted && !(late ? hasLateRoom() : hasRoom())) {
            return false;
        }
        if (!late) {
            read = position; // before anybody can settle it
        }
        if (wanted) {
            begin(position, event, slot, part);
        }
        return true;
    }

    private void begin(long position, Envelope event, int slot, Part part) {
        part.begun(position);
        load.offered(1);
        load.flying(1);
        int place = window.open(position, part.number(), event.time().toEpochMilli());
        works.put(new Delivering(this, event, slot, new Where(position, part, place), null));
    }

    /** Makes a delivery once more. */
    void beginAgain(Envelope event, int slot, PutOff off) {
        Where where = new Where(off.position, part(off.key, off.position), -1);
        load.again(where.part(), 1);
        works.put(new Delivering(this, event, slot, where, off));
    }

    /**
     * Counts what has been settled, and nothing more until progress has been told: what is settled
     * then has left its notes by now.
     */
    synchronized void freeze() {
        collectUnlessFrozen();
        frozen = true;
    }

    synchronized void thaw() {
        frozen = false;
    }

    private void collectUnlessFrozen() {
        if (!frozen) {
            window.collect((part, fate) -> parts[part].passed(fate));
        }
    }

    /** Counts a delivery that had been put off, or a replay. */
    synchronized void settled(PutOff off, Fate fate) {
        Part part = part(off.key, off.position);
        if (off.letter == null) {
            part.settled(fate);
        } else {
            part.replayed(fate);
        }
    }

    /** Parts of which something is under way. */
    synchronized Set<Integer> busy() {
        collectUnlessFrozen();
        Set<Integer> busy = new TreeSet<>();
        for (Part part : parts) {
            if (part.again() > 0) {
                busy.add(part.number());
            }
            window.open(part.number(), position -> busy.add(part.number()));
        }
        return busy;
    }

    /** Takes over a part: from where it is kept to be, with what was put off or is completed. */
    synchronized void own(Progress progress, List<PutOff> putOff, Set<Long> finished) {
        Part part = parts[progress.part()];
        for (Part other : parts) {
            other.looked(read);
        }
        part.own(progress, putOff.stream().map(off -> off.position).toList(), finished);
        read = Math.min(read, progress.cursor());
        live = false;
        putOff.forEach(off -> outcomes.adopt(off, finished.contains(off.position)));
    }

    /** What is to be kept of the parts that have changed, or of all. */
    synchronized List<Progress> progress(Gaps gaps, boolean all) {
        List<Progress> changed = new ArrayList<>();
        for (Part part : parts) {
            if (part.isOwned() && (all || part.isTouched())) {
                Progress now =
                        part.progress(
                                reader,
                                read,
                                (last, holes) -> {
                                    window.open(part.number(), holes);
                                    gaps.each(this, last, holes);
                                });
                if (now != null) {
                    changed.add(now);
                }
            }
        }
        return changed;
    }

    /** Begins nothing further of a part, which is to be given up. */
    synchronized void closing(Part part) {
        part.closing(read);
    }

    /** Gives up a part: what was put off of it is somebody else's. */
    synchronized void disown(Part part) {
        part.disown();
        outcomes.forget(part);
        window.forget(part.number());
        int behind = lines.forget(key -> part(key, 0) == part);
        load.deferred(-behind);
        load.offered(-behind);
    }

    /** A delivery is begun no further: it is settled or put off. */
    void passed(Delivering one, Fate fate) {
        if (one.windowSlot() >= 0 && !one.isOurs()) {
            load.flying(-1);
        } else if (one.windowSlot() >= 0) {
            window.done(one.windowSlot(), fate);
            load.flying(-1);
        } else {
            load.again(one.part(), -1);
        }
        works.stir();
    }

    /** A delivery is not made here, and not settled. */
    void returned(Delivering one) {
        PutOff off = one.again();
        if (off == null) {
            load.offered(-1);
            load.flying(-1);
        } else {
            load.again(one.part(), -1);
            if (!one.isOurs()) {
                load.dropped();
            } else if (hold.isOn()) {
                works.now(this, off);
            }
        }
        works.stir();
    }

    /** How far it is behind the newest position. */
    synchronized Lag lag(long newest) {
        var oldest = window.oldest();
        return new Lag(
                reader,
                true,
                hold.isPaused(),
                live ? 0 : Math.max(0, newest - read),
                load.flying(),
                load.deferred(),
                oldest.isEmpty() ? null : Instant.ofEpochMilli(oldest.getAsLong()));
    }
}
