package io.graphbus.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.durable.letter.Replay;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.StateStore;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetter.Status;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Watched;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random publishes, failures, delays, kills, stops, replays and steps of the clock: after each,
 * what was offered is accounted for.
 */
class RandomLivesTest {

    private static final boolean SOAK = Boolean.getBoolean("graphbus.soak");
    private static final int SEEDS = SOAK ? 500 : 8;
    private static final int STEPS = SOAK ? 120 : 40;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int RETRIES = 3;
    private static final List<Reader> READERS =
            List.of(new Reader("Hearer", "items"), new Reader("Counter", "items"));

    private final StepClock clock = new StepClock();
    private final AtomicLong skipped = new AtomicLong();
    private final InMemoryEventLog log =
            new InMemoryEventLog(4, () -> System.nanoTime() + skipped.get());
    private final InMemoryStateStore states = new InMemoryStateStore();
    private final Model model = new Model();
    private final Set<Integer> failedOnce = ConcurrentHashMap.newKeySet();
    private AtomicBoolean dead = new AtomicBoolean();
    private GraphBus bus;

    static LongStream seeds() {
        long first = SOAK ? System.nanoTime() : 1;
        return LongStream.range(first, first + SEEDS);
    }

    record Item(String key, int number) {}

    /** What was published, and how it is to fare. */
    private static final class Model {
        private final List<Item> published = new ArrayList<>();
        private final Map<Integer, Integer> failures = new ConcurrentHashMap<>();
        private final Set<Integer> poison = ConcurrentHashMap.newKeySet();
        private final Set<Integer> replayed = new TreeSet<>();
        private final List<Item> heard = new CopyOnWriteArrayList<>();

        Item next(Random random, boolean delayed) {
            String key = delayed ? "later" : "k" + random.nextInt(4);
            Item item = new Item(key, published.size());
            published.add(item);
            int fate = random.nextInt(10);
            failures.put(item.number(), fate < 2 ? 1 + random.nextInt(RETRIES) : 0);
            if (fate == 9) {
                poison.add(item.number());
            }
            return item;
        }

        boolean fails(Item item) {
            return poison.contains(item.number())
                    || failures.merge(item.number(), -1, Integer::sum) >= 0;
        }
    }

    /** A clock that is moved. */
    private static final class StepClock extends Clock {
        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Hears items, and fails as the model says; what it hears after its end does not count. */
    @Agent(name = "Hearer")
    static final class Hearer {
        private final Model model;
        private final AtomicBoolean dead;

        Hearer(Model model, AtomicBoolean dead) {
            this.model = model;
            this.dead = dead;
        }

        @Subscribes(value = "/Item", id = "items")
        void on(Item item) {
            if (!dead.get()) {
                if (model.fails(item)) {
                    throw new IllegalStateException("not this time");
                }
                model.heard.add(item);
            }
        }
    }

    record Sums(Map<String, Integer> counts) {}

    /** Counts items by key, in its state. */
    @Agent(name = "Counter")
    static final class Counter implements Stateful<Sums> {
        private final Map<String, Integer> counts = new HashMap<>();
        private final Set<Integer> failed;

        Counter(Set<Integer> failed) {
            this.failed = failed;
        }

        @Subscribes(value = "/Item", id = "items")
        void on(Item item) {
            counts.merge(item.key(), 1, Integer::sum);
            if (item.number() % 7 == 0 && failed.add(item.number())) {
                throw new IllegalStateException("after counting");
            }
        }

        @Override
        public Sums captureState() {
            return new Sums(new TreeMap<>(counts));
        }

        @Override
        public void restoreState(Sums state) {
            counts.clear();
            counts.putAll(state.counts());
        }
    }

    /** Publishes an item when its time has come. */
    @Agent(name = "Sender")
    @Publishes("/Item")
    static final class Sender {
        private final AgentContext context;

        Sender(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public void later(Item item, long seconds) {
            context.publishAfter(Duration.ofSeconds(seconds), "/Item", item);
        }
    }

    private void start() {
        dead = new AtomicBoolean();
        RetryPolicy retry = RetryPolicy.DEFAULT.withRetries(RETRIES).withJitter(0);
        bus =
                GraphBus.builder()
                        .eventLog(
                                Watched.until(dead, log, EventLog.class),
                                Durability.ALL
                                        .bounds(8, 1000)
                                        .pace(Duration.ofSeconds(10), Duration.ofMillis(5)))
                        .state(Watched.until(dead, states, StateStore.class))
                        .options(
                                RuntimeOptions.builder()
                                        .retry(retry)
                                        .clock(clock)
                                        .drainTimeout(Duration.ofSeconds(1))
                                        .build())
                        .agent(new Hearer(model, dead))
                        .agent(new Counter(failedOnce))
                        .agent(Sender.class)
                        .build()
                        .start();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void addUpAfterEachStep(long seed) {
        Random random = new Random(seed);
        List<String> steps = new ArrayList<>();
        start();
        try {
            for (int i = 0; i < STEPS; i++) {
                steps.add(step(random));
                String about = "seed " + seed + ", steps " + steps;
                await(() -> bus.awaitIdle(SOON) && addsUp(), about);
            }
            finish("seed " + seed + ", steps " + steps);
        } finally {
            bus.close();
        }
    }

    private String step(Random random) {
        int kind = random.nextInt(12);
        if (kind < 6) {
            return publish(random);
        }
        if (kind < 8) {
            Duration step = Duration.ofSeconds(1 + random.nextInt(10));
            clock.now = clock.now.plus(step);
            return "step " + step;
        }
        return switch (kind) {
            case 8 -> delay(random);
            case 9 -> replay(random);
            case 10 -> again("kill", true);
            default -> again("stop", false);
        };
    }

    private String publish(Random random) {
        int count = 1 + random.nextInt(20);
        for (int i = 0; i < count; i++) {
            Item item = model.next(random, false);
            bus.publish(Publish.to("/Item", item).key(item.key()));
        }
        return "publish " + count;
    }

    private String delay(Random random) {
        Item item = model.next(random, true);
        long seconds = random.nextInt(20);
        bus.call("Sender", "later", item, seconds);
        return "delay " + seconds;
    }

    private String again(String what, boolean killed) {
        dead.set(killed);
        bus.close();
        skipped.addAndGet(killed ? Duration.ofSeconds(20).toNanos() : 0);
        start();
        return what;
    }

    /** What is replayed is healed, or fails for good once more. */
    private String replay(Random random) {
        for (DeadLetter letter : letters()) {
            model.replayed.add(number(letter));
            if (random.nextBoolean()) {
                model.poison.remove(number(letter));
            }
        }
        bus.deadLetters().orElseThrow().replay(Replay.of(Filter.ALL));
        return "replay";
    }

    private List<DeadLetter> letters() {
        return log.deadLetters().list(Filter.ALL, null, 10_000);
    }

    private static int number(DeadLetter letter) {
        return Integer.parseInt(letter.event().payload().replaceAll(".*\"number\":(\\d+).*", "$1"));
    }

    /** What was offered is completed, dead, or waits; each event was offered once. */
    private boolean addsUp() {
        for (Reader reader : READERS) {
            Counts counts = counts(reader);
            long waiting = log.deferred(reader).size();
            boolean all = counts.offered() - counts.replayed() == log.newest();
            if (!all || counts.offered() != counts.completed() + counts.dead() + waiting) {
                return false;
            }
        }
        return true;
    }

    private Counts counts(Reader reader) {
        return log.progress(reader).stream()
                .map(Progress::counts)
                .reduce(Counts.NONE, Counts::plus);
    }

    /** Until nothing waits any more. */
    private void finish(String about) {
        await(
                () -> {
                    clock.now = clock.now.plusSeconds(10);
                    return log.nextDue().isEmpty()
                            && bus.awaitIdle(SOON)
                            && addsUp()
                            && READERS.stream().allMatch(reader -> log.deferred(reader).isEmpty())
                            && letters().stream().allMatch(l -> l.status() == Status.DEAD);
                },
                about);
        assertThat(log.newest()).as(about).isEqualTo(model.published.size());
        Set<Integer> given = new TreeSet<>();
        letters().forEach(letter -> assertThat(given.add(number(letter))).as(about).isTrue());
        Set<Integer> heard = new TreeSet<>();
        model.heard.forEach(item -> heard.add(item.number()));
        Set<Integer> lost = new TreeSet<>();
        model.published.forEach(item -> lost.add(item.number()));
        lost.removeAll(heard);
        assertThat(given).as("letters and what was not handled, %s", about).isEqualTo(lost);
        assertThat(given).as(about).isEqualTo(new TreeSet<>(model.poison));
        isInOrder(about);
        Map<String, Integer> expected = new TreeMap<>();
        model.published.forEach(item -> expected.merge(item.key(), 1, Integer::sum));
        bus.saveState("Counter");
        assertThat(states.load("Counter").orElseThrow().json()).as(about).isEqualTo(json(expected));
    }

    private static String json(Map<String, Integer> counts) {
        return "{\"counts\":"
                + counts.toString().replace("=", "\":").replace("{", "{\"").replace(", ", ",\"")
                + "}";
    }

    /** By key, as they were heard first; what was replayed comes when it is. */
    private void isInOrder(String about) {
        Map<String, List<Integer>> byKey = new TreeMap<>();
        for (Item item : model.heard) {
            if (!model.replayed.contains(item.number()) && !item.key().equals("later")) {
                byKey.computeIfAbsent(item.key(), key -> new ArrayList<>()).add(item.number());
            }
        }
        byKey.forEach(
                (key, numbers) ->
                        assertThat(numbers.stream().distinct())
                                .as("%s, %s", key, about)
                                .isSorted());
    }

    private void await(BooleanSupplier done, String about) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(() -> about + ": " + READERS.stream().map(this::counts).toList())
                    .isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
