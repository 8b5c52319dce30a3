package io.graphbus.spring.health;

import io.graphbus.GraphBus;
import io.graphbus.durable.letter.DeadLetterQueue;
import io.graphbus.durable.progress.Lag;
import io.graphbus.problem.GraphBusException;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.store.log.DeadLetters.Depth;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the event log can be read, and how far subscriptions to durable topics are behind. Lag,
 * letters and pauses are details: they are down for nobody. A log that does not answer is not
 * waited for, and not asked twice at a time.
 */
final class DurableHealth implements HealthIndicator {

    /** Subscriptions that are told of one by one, those that are furthest behind. */
    private static final int MOST = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CurrentGraph current;
    private final Duration patience;
    private @Nullable CompletableFuture<Health> asked;

    DurableHealth(CurrentGraph current) {
        this(current, PATIENCE);
    }

    /**
     * @param patience how long a log has to answer
     */
    DurableHealth(CurrentGraph current, Duration patience) {
        this.current = current;
        this.patience = patience;
    }

    /** How one subscription does. */
    private record Line(Lag lag, long dead) {

        static Line dead(Reader reader, long dead) {
            return new Line(new Lag(reader, false, false, 0, 0, 0, null), dead);
        }

        boolean hasNews() {
            return lag.total() > 0 || dead > 0 || lag.paused() || !lag.running();
        }

        Map<String, Object> details(Instant now) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("lag", lag.total());
            Instant oldest = lag.oldest();
            if (oldest != null) {
                long age = Duration.between(oldest, now).toSeconds();
                details.put("oldestAgeSeconds", Math.max(0, age));
            }
            details.put("putOff", lag.deferred());
            details.put("dead", dead);
            details.put("paused", lag.paused());
            if (!lag.running()) {
                details.put("gone", true);
            }
            return details;
        }
    }

    @Override
    public Health health() {
        GraphBus bus = current.bus();
        EventLog log = bus.eventLog().orElse(null);
        if (log == null) {
            return Health.unknown().withDetail("log", "none is kept").build();
        }
        try {
            return ask(bus, log).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Health.down()
                    .withDetail("log", "has not answered for " + patience.toMillis() + " ms")
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.unknown().build();
        } catch (ExecutionException e) {
            String reason =
                    e.getCause() instanceof GraphBusException known
                            ? known.problem().code().name()
                            : Objects.requireNonNullElse(e.getCause(), e).getClass().getName();
            return Health.down().withDetail("log", reason).build();
        }
    }

    private synchronized CompletableFuture<Health> ask(GraphBus bus, EventLog log) {
        CompletableFuture<Health> open = asked;
        if (open == null || open.isDone()) {
            CompletableFuture<Health> fresh = new CompletableFuture<>();
            Thread.startVirtualThread(() -> answer(bus, log, fresh));
            asked = fresh;
            return fresh;
        }
        return open;
    }

    private static void answer(GraphBus bus, EventLog log, CompletableFuture<Health> health) {
        try {
            health.complete(of(bus, log));
        } catch (RuntimeException | Error e) { // told to whoever asked
            health.completeExceptionally(e);
        }
    }

    private static Health of(GraphBus bus, EventLog log) {
        long newest = log.newest();
        List<Line> lines = lines(bus);
        Instant now = bus.options().clock().instant();
        Map<String, Object> behind = new LinkedHashMap<>();
        lines.stream()
                .filter(Line::hasNews)
                .limit(MOST)
                .forEach(line -> behind.put(line.lag.reader().toString(), line.details(now)));
        Health.Builder health =
                Health.up()
                        .withDetail("log", "answers")
                        .withDetail("newestPosition", newest)
                        .withDetail("subscriptions", lines.size())
                        .withDetail("lag", lines.stream().mapToLong(l -> l.lag.total()).sum())
                        .withDetail("putOff", lines.stream().mapToLong(l -> l.lag.deferred()).sum())
                        .withDetail("dead", lines.stream().mapToLong(Line::dead).sum())
                        .withDetail("paused", lines.stream().filter(l -> l.lag.paused()).count());
        return behind.isEmpty() ? health.build() : health.withDetail("behind", behind).build();
    }

    /** Those that are furthest behind come first. */
    private static List<Line> lines(GraphBus bus) {
        Map<Reader, Long> dead = new TreeMap<>();
        for (Depth depth : bus.deadLetters().map(DeadLetterQueue::depths).orElse(List.of())) {
            dead.put(depth.reader(), depth.letters());
        }
        List<Line> lines = new ArrayList<>();
        for (Lag lag : bus.lags()) {
            Long letters = dead.remove(lag.reader());
            lines.add(new Line(lag, letters == null ? 0 : letters));
        }
        dead.forEach((reader, letters) -> lines.add(Line.dead(reader, letters)));
        lines.sort(Comparator.comparingLong((Line line) -> line.lag.total()).reversed());
        return lines;
    }
}
