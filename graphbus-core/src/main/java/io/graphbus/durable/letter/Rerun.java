package io.graphbus.durable.letter;

import io.graphbus.gate.Reading;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetter.Status;
import io.graphbus.store.log.DeadLetters;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.EventLog.Query;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers events of the log to one subscription once more, in the order of their positions, as
 * they were published. Goes on by itself, portion by portion; each portion is kept before it is
 * delivered and survives a crash, what comes after it does not. Usable from any thread.
 */
public final class Rerun {

    private static final Logger logger = LoggerFactory.getLogger("io.graphbus.delivery");
    private static final int PORTION = 500;
    private static final int MOST_OPEN = 2000;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration AWAY = Duration.ofSeconds(5);

    private final EventLog log;
    private final Deliverer deliverer;

    public Rerun(EventLog log, Deliverer deliverer) {
        this.log = log;
        this.deliverer = deliverer;
    }

    /**
     * Which events, and for whom.
     *
     * @param topic a topic or pattern
     * @param from the first position; 0 for any
     * @param to the last position; 0 for the newest there is now
     * @param since published at or after; {@code null} for any
     * @param until published before; {@code null} for any
     * @param rate events a second; 0 for as fast as can be
     */
    public record Wish(
            String topic,
            Reader reader,
            long from,
            long to,
            @Nullable Instant since,
            @Nullable Instant until,
            double rate) {

        public Wish {
            if (!TopicPattern.isPattern(topic)) {
                throw invalid("topic", "'" + topic + "' is neither a topic nor a pattern");
            }
            if (from < 0 || to < 0 || (to > 0 && from > to)) {
                throw invalid("from", "from " + from + " to " + to + " there are no positions");
            }
            if (since != null && until != null && !since.isBefore(until)) {
                throw invalid("since", since + " is not before " + until);
            }
            if (rate != 0 && !(rate >= Replay.SLOWEST && rate <= Replay.FASTEST)) {
                throw invalid("rate", "a rate of " + rate + " events a second cannot be kept");
            }
        }

        private static GraphBusException invalid(String where, String message) {
            return Problem.of(
                            ProblemCode.INVALID_REQUEST,
                            where,
                            message,
                            "Give a topic, positions from 1 or times in order, and a rate from 0.001 to 1000000 or none.")
                    .toException();
        }
    }

    /**
     * How many events a wish means now; nothing is delivered.
     *
     * @throws GraphBusException {@code UNKNOWN_SUBSCRIPTION} when nobody would take them, {@code
     *     NOT_STARTED} or {@code STOPPED} when the graph does not run
     */
    public long count(Wish wish) {
        Run run = run(wish);
        long count = 0;
        List<StoredEvent> page = run.page(PORTION);
        while (!page.isEmpty()) {
            count += page.stream().filter(run::isWanted).count();
            run.next = page.getLast().position() + 1;
            page = run.page(PORTION);
        }
        return count;
    }

    /**
     * Delivers the events a wish means now.
     *
     * @return names the run in the log and in the ids of letters
     * @throws GraphBusException as {@link #count}
     */
    public String begin(Wish wish) {
        Run run = run(wish);
        run.step();
        return run.name;
    }

    private Run run(Wish wish) {
        Reader reader = wish.reader();
        Reading.Site site =
                deliverer
                        .subscriber(reader)
                        .orElseThrow(
                                () ->
                                        Gone.problem(reader, deliverer.subscriptions())
                                                .toException());
        return new Run(wish, site, wish.to() == 0 ? log.newest() : wish.to());
    }

    /** One wish on its way; one thread at a time. */
    private final class Run {

        private final String name = UUID.randomUUID().toString().substring(0, 8);
        private final Wish wish;
        private final Reading.Site site;
        private final long last;
        private long next;
        private long delivered;

        Run(Wish wish, Reading.Site site, long last) {
            this.wish = wish;
            this.site = site;
            this.last = last;
            this.next = wish.from();
        }

        private boolean isWanted(StoredEvent event) {
            return site.subscription().topic().matches(event.data().topic());
        }

        private List<StoredEvent> page(int limit) {
            return next > last
                    ? List.of()
                    : log.search(
                            new Query(
                                    wish.topic(),
                                    null,
                                    next,
                                    last,
                                    wish.since(),
                                    wish.until(),
                                    true,
                                    limit));
        }

        /** Delivers a portion and arranges for the others. */
        private void step() {
            Duration pause = PAUSE;
            try {
                int room = room();
                List<StoredEvent> page = room == 0 ? List.of() : page(room);
                if (room > 0 && page.isEmpty()) {
                    logger.info("Run {} has delivered {} events again", name, delivered);
                    return;
                }
                deliver(page);
                pause = wish.rate() == 0 ? PAUSE : pause(page.size());
            } catch (GraphBusException e) {
                if (delivered == 0) {
                    throw e;
                }
                logger.warn("Run {} waits: {}", name, e.getMessage());
                pause = AWAY;
            }
            deliverer.after(pause, () -> Thread.startVirtualThread(this::step));
        }

        private Duration pause(int events) {
            return Duration.ofNanos((long) (Math.max(1, events) * 1e9 / wish.rate()));
        }

        /** How many events may be handed out now: no more than can be under way. */
        private int room() {
            DeadLetters.Filter open =
                    new DeadLetters.Filter(
                            wish.reader().agent(),
                            wish.reader().subscription(),
                            null,
                            null,
                            Status.REPLAYING,
                            null,
                            null);
            long room = MOST_OPEN - log.deadLetters().count(open);
            int portion =
                    wish.rate() == 0
                            ? PORTION
                            : (int) Math.clamp(Math.round(wish.rate() / 10), 1, PORTION);
            return (int) Math.clamp(room, 0, portion);
        }

        private void deliver(List<StoredEvent> page) {
            List<DeadLetter> letters =
                    page.stream().filter(this::isWanted).map(this::letter).toList();
            if (!letters.isEmpty()) {
                deliverer.deliver(
                        () -> {
                            log.deadLetters().put(letters);
                            return letters;
                        });
                delivered += letters.size();
            }
            if (!page.isEmpty()) {
                next = page.getLast().position() + 1;
            }
        }

        private DeadLetter letter(StoredEvent event) {
            return new DeadLetter(
                    event.data().id() + "-" + name,
                    wish.reader(),
                    site.subscription().handler(),
                    event.data(),
                    event.position(),
                    "REPLAY",
                    "asked for once more",
                    "",
                    List.of(),
                    site.subscription().schemaVersion(),
                    deliverer.now(),
                    Status.REPLAYING,
                    null);
        }
    }
}
