package io.graphbus.durable.audit;

import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.EventLog.Query;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Progress.Range;
import io.graphbus.store.log.Standing;
import io.graphbus.store.log.StoredEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of a log that are for one subscription, as far as they are kept. */
final class Recount {

    private static final int PAGE = 500;

    private final EventLog log;
    private final Standing standing;
    private final Edge edge;
    private long settled;
    private long ahead;

    private Recount(EventLog log, Standing standing, Edge edge) {
        this.log = log;
        this.standing = standing;
        this.edge = edge;
    }

    static Recount of(EventLog log, Standing standing, Edge edge) {
        Recount recount = new Recount(log, standing, edge);
        recount.count();
        return recount;
    }

    /** Those that something is kept of. */
    long settled() {
        return settled;
    }

    /** Those that nothing is kept of yet. */
    long ahead() {
        return ahead;
    }

    private void count() {
        long first = Math.max(0, Math.max(standing.begun(), standing.removed())) + 1;
        long low = Long.MAX_VALUE;
        long high = 0;
        for (Progress part : standing.parts()) {
            low = Math.min(low, part.cursor());
            high = Math.max(high, end(part));
        }
        settled = log.count(query(first, low));
        ahead = log.count(query(Math.max(first, high + 1), Long.MAX_VALUE));
        long from = Math.max(first, low + 1);
        while (from <= high) {
            List<StoredEvent> page = log.search(query(from, high));
            page.forEach(this::add);
            from = page.size() < PAGE ? Long.MAX_VALUE : page.getLast().position() + 1;
        }
    }

    private Query query(long from, long to) {
        return new Query(edge.topic(), null, from, to, null, null, true, PAGE);
    }

    private void add(StoredEvent event) {
        if (isTold(standing, edge, event)) {
            settled++;
        } else {
            ahead++;
        }
    }

    private static long end(Progress part) {
        return part.done().isEmpty() ? part.cursor() : part.done().getLast().to();
    }

    /** Whether the progress says of an event that it is settled, or put off. */
    static boolean isTold(Standing standing, @Nullable Edge edge, StoredEvent event) {
        if (edge == null || standing.parts().size() == 1) {
            return standing.parts().stream().anyMatch(part -> isTold(part, event.position()));
        }
        return isTold(standing.parts().get(edge.part().applyAsInt(event)), event.position());
    }

    private static boolean isTold(Progress part, long position) {
        if (position <= part.cursor()) {
            return true;
        }
        for (Range range : part.done()) {
            if (position >= range.from() && position <= range.to()) {
                return true;
            }
        }
        return false;
    }
}
