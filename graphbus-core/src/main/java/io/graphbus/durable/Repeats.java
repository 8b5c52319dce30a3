package io.graphbus.durable;

import io.graphbus.bus.Envelope;
import io.graphbus.bus.Outlet;
import io.graphbus.durable.progress.Part;
import io.graphbus.durable.putoff.PutOff;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Makes deliveries once more whose time or turn has come. Anybody may add one. */
final class Repeats {

    private static final int PORTION = 256;

    private final EventLog log;
    private final Function<EventData, Envelope> restored;
    private final ConcurrentLinkedQueue<Repeat> due = new ConcurrentLinkedQueue<>();

    Repeats(EventLog log, Function<EventData, Envelope> restored) {
        this.log = log;
        this.restored = restored;
    }

    private record Repeat(Feed feed, PutOff off) {}

    void add(Feed feed, PutOff off) {
        due.add(new Repeat(feed, off));
    }

    boolean isEmpty() {
        return due.isEmpty();
    }

    /** Adds letters, each for its subscription if that is one of these and the part is ours. */
    void replay(List<DeadLetter> letters, List<Feed> feeds) {
        for (DeadLetter letter : letters) {
            for (Feed feed : feeds) {
                if (feed.reader.equals(letter.reader())) {
                    feed.outcomes.replay(letter);
                }
            }
        }
    }

    /** Begins those for which there is room; only one thread at a time. */
    void begin() {
        List<Repeat> portion = portion();
        Map<Long, EventData> events = new HashMap<>();
        try {
            List<Long> wanted =
                    portion.stream()
                            .filter(one -> one.off.letter == null)
                            .map(one -> one.off.position)
                            .distinct()
                            .toList();
            for (StoredEvent event : wanted.isEmpty() ? List.<StoredEvent>of() : log.at(wanted)) {
                events.put(event.position(), event.data());
            }
        } catch (RuntimeException e) {
            due.addAll(portion);
            throw e;
        }
        portion.forEach(one -> begin(one, events));
    }

    private List<Repeat> portion() {
        List<Repeat> portion = new ArrayList<>();
        Map<Feed, Integer> room = new HashMap<>();
        for (int i = Math.min(due.size(), 4 * PORTION); i > 0 && portion.size() < PORTION; i--) {
            Repeat next = due.poll();
            if (next == null) {
                break;
            }
            if (!isOurs(next)) {
                next.feed.load.dropped();
            } else if (room.merge(next.feed, 1, Integer::sum) <= next.feed.roomAgain()) {
                portion.add(next);
            } else {
                due.add(next);
            }
        }
        return portion;
    }

    /** Whether its part has been ours ever since it was put off. */
    private static boolean isOurs(Repeat one) {
        Part part = one.feed.part(one.off.key, one.off.position);
        return part.takesMore() && part.epoch() == one.off.epoch();
    }

    private void begin(Repeat one, Map<Long, EventData> events) {
        DeadLetter letter = one.off.letter;
        EventData data = letter == null ? events.get(one.off.position) : letter.event();
        Envelope event = data == null ? null : restored.apply(data);
        int slot = event == null ? -1 : Outlet.slotOf(event, one.feed.to);
        if (event == null || slot < 0) {
            one.feed.outcomes.cancel(one.off);
        } else {
            one.feed.beginAgain(event, slot, one.off);
        }
    }
}
