package io.graphbus.durable.audit;

import io.graphbus.store.log.DeadLetter.Status;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Standing;
import io.graphbus.store.log.StoredEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Recounts what has become of the events of a log, subscription by subscription: each event that
 * was for one is completed, dead, expired, filtered, cancelled, put off, or still ahead. Can be
 * used while deliveries go on.
 */
public final class Audit {

    /** What is being kept in this moment can look wrong once, and not again. */
    private static final int LOOKS = 5;

    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(100);

    private final EventLog log;
    private final Map<Reader, Edge> edges = new HashMap<>();

    /**
     * An audit of all that a log knows.
     *
     * @param known subscriptions whose events can be recounted
     */
    public Audit(EventLog log, Collection<Edge> known) {
        this.log = log;
        known.forEach(edge -> edges.put(edge.reader(), edge));
    }

    /** Every subscription of the log, sorted. */
    public List<Account> accounts() {
        return log.readers().stream().flatMap(reader -> account(reader).stream()).toList();
    }

    /** One subscription; empty when the log does not know it. */
    public Optional<Account> account(Reader reader) {
        Optional<Account> account = look(reader);
        for (int look = 1; look < LOOKS && !account.map(Account::addsUp).orElse(true); look++) {
            LockSupport.parkNanos(this, MOMENT);
            account = look(reader);
        }
        return account;
    }

    private Optional<Account> look(Reader reader) {
        return log.standing(reader).map(this::account);
    }

    private Account account(Standing standing) {
        Edge edge = edges.get(standing.reader());
        Counts counts =
                standing.parts().stream().map(Progress::counts).reduce(Counts.NONE, Counts::plus);
        Recount recount = edge == null ? null : Recount.of(log, standing, edge);
        boolean whole =
                standing.begun() != Standing.UNKNOWN && standing.removed() <= standing.begun();
        List<StoredEvent> put = log.at(standing.deferred());
        long waiting = put.stream().filter(e -> Recount.isTold(standing, edge, e)).count();
        long ahead = recount == null ? 0 : recount.ahead();
        long offered =
                recount == null || !whole
                        ? counts.offered()
                        : recount.settled() + counts.replayed();
        Findings findings = new Findings(standing, counts);
        findings.counted(waiting);
        if (recount != null) {
            findings.recounted(recount.settled(), whole);
        }
        findings.waiting(put.size());
        findings.letters(letters(standing.reader()));
        findings.end(Math.max(log.newest(), standing.removed()));
        return new Account(
                standing.reader(),
                edge == null ? null : edge.topic(),
                recount == null ? 0 : recount.settled() + recount.ahead(),
                whole,
                offered + ahead,
                counts.completed(),
                counts.dead(),
                counts.expired(),
                counts.filtered(),
                counts.cancelled(),
                counts.replayed(),
                waiting,
                ahead,
                findings.sentences(),
                note(standing, edge, whole));
    }

    private long letters(Reader reader) {
        return log.deadLetters()
                .count(
                        new Filter(
                                reader.agent(),
                                reader.subscription(),
                                null,
                                null,
                                Status.DEAD,
                                null,
                                null));
    }

    private static @Nullable String note(Standing standing, @Nullable Edge edge, boolean whole) {
        if (edge == null) {
            return "It is not part of the graph, so that its events are not known and were not"
                    + " recounted";
        }
        if (whole) {
            return null;
        }
        return standing.begun() == Standing.UNKNOWN
                ? "Where it began was not kept then; only what the log keeps was recounted"
                : "Events up to position "
                        + standing.removed()
                        + " were removed; only what the log keeps was recounted";
    }

    /** What does not add up. */
    private static final class Findings {

        private final Standing standing;
        private final Counts counts;
        private final List<String> sentences = new ArrayList<>();

        Findings(Standing standing, Counts counts) {
            this.standing = standing;
            this.counts = counts;
        }

        List<String> sentences() {
            return sentences;
        }

        private void find(String sentence) {
            sentences.add(sentence);
        }

        /** Whether what was offered is what has become of it. */
        void counted(long waiting) {
            long known =
                    counts.completed()
                            + counts.dead()
                            + counts.expired()
                            + counts.filtered()
                            + counts.cancelled()
                            + waiting;
            if (known != counts.offered()) {
                find(
                        "It was offered %d, and %d are accounted for"
                                        .formatted(counts.offered(), known)
                                + " (completed %d, dead %d, expired %d, filtered %d, cancelled %d,"
                                        .formatted(
                                                counts.completed(),
                                                counts.dead(),
                                                counts.expired(),
                                                counts.filtered(),
                                                counts.cancelled())
                                + " waiting "
                                + waiting
                                + ")");
            }
        }

        /** Whether it was offered each of its events. */
        void recounted(long events, boolean whole) {
            long first = counts.offered() - counts.replayed();
            if (whole ? events != first : events > first) {
                find(
                        "Up to where it is the log keeps %d events for it, and it was offered %d"
                                .formatted(events, first));
            }
        }

        /** Whether what waits can be delivered. */
        void waiting(long events) {
            long lost = standing.deferred().size() - events;
            if (lost > 0) {
                find("Waiting deliveries whose events the log does not keep: " + lost);
            }
        }

        void letters(long letters) {
            if (letters > counts.dead()) {
                find(
                        "There are more dead letters (%d) than deliveries that count as dead (%d)"
                                .formatted(letters, counts.dead()));
            }
        }

        /** Whether it has not gone beyond what there is. */
        void end(long last) {
            for (Progress part : standing.parts()) {
                if (part.cursor() > last) {
                    find(
                            "It stands at position %d, and the log ends at %d"
                                    .formatted(part.cursor(), last));
                    return;
                }
            }
        }
    }
}
