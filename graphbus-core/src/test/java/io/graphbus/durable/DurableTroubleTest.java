package io.graphbus.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Start;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.durable.progress.Pages;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.signal.EngineSignal.AgentStopped;
import io.graphbus.signal.SignalListener;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.StoredEvent;
import io.graphbus.store.log.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is wrong with the log, or in it, stays where it is. */
class DurableTroubleTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String TOPIC = "/order/created";

    private final InMemoryEventLog log = new InMemoryEventLog();

    /** Remembers what it hears. */
    @Agent(name = "Audit")
    static final class Audit {
        final List<String> heard = new CopyOnWriteArrayList<>();

        @Subscribes(value = TOPIC, id = "audit", from = Start.EARLIEST)
        public void on(Map<String, Object> order) {
            heard.add(String.valueOf(order.get("id")));
        }
    }

    private static EventData event(String id, String payload) {
        return new EventData(
                id,
                TOPIC,
                "external",
                payload,
                "k",
                null,
                null,
                Map.of(),
                id,
                null,
                0,
                Instant.EPOCH,
                null);
    }

    private static GraphBus graph(EventLog log, Audit audit) {
        return GraphBus.builder().eventLog(log, Durability.ALL).agent(audit).build();
    }

    @Test
    void aPayloadThatCannotBeReadIsADeadLetterAndStopsNobody() {
        log.append(
                List.of(
                        event("a", "{\"id\":1}"),
                        event("b", "{\"id\":"),
                        event("c", "{\"id\":3}")));
        Audit audit = new Audit();
        try (GraphBus bus = graph(log, audit).start()) {
            await(() -> audit.heard.size() == 2);
            await(() -> log.deadLetters().count(Filter.ALL) == 1);
            assertThat(audit.heard).containsExactly("1", "3");
            DeadLetter letter = log.deadLetters().list(Filter.ALL, null, 1).getFirst();
            assertThat(letter.event().id()).isEqualTo("b");
            assertThat(letter.event().payload()).isEqualTo("{\"id\":");
            assertThat(letter.reason()).isEqualTo(ProblemCode.INVALID_JSON.name());
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }

    @Test
    void aLogThatCannotBeReadAtTheStartLeavesNothingRunning() {
        AtomicBoolean away = new AtomicBoolean(true);
        EventLog gone =
                Watched.before(
                        EventLog.class,
                        log,
                        method -> {
                            if (away.get() && method.equals("newest")) {
                                throw Problem.of(
                                                ProblemCode.DATABASE_UNREACHABLE,
                                                "log",
                                                "away",
                                                "-")
                                        .toException();
                            }
                        });
        Audit audit = new Audit();
        List<String> stopped = new CopyOnWriteArrayList<>();
        try (GraphBus bus = graph(gone, audit)) {
            bus.listener(SignalListener.of(AgentStopped.class, s -> stopped.add(s.agent())));
            assertThatThrownBy(bus::start)
                    .isInstanceOf(GraphBusException.class)
                    .hasMessageContaining("DATABASE_UNREACHABLE");
            assertThat(bus.isRunning()).isFalse();
            assertThat(stopped).containsExactly("Audit");
            away.set(false);
            bus.start();
            bus.publish(Publish.to(TOPIC, Map.of("id", 7)));
            await(() -> audit.heard.contains("7"));
        }
    }

    @Test
    void aLogThatHangsDoesNotKeepTheGraphFromStopping() throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        EventLog hanging =
                Watched.before(
                        EventLog.class,
                        log,
                        method -> {
                            if (method.equals("settle")) {
                                hangs.countDown();
                                wait(answers);
                            }
                        });
        Audit audit = new Audit();
        GraphBus bus = graph(hanging, audit).start();
        try {
            bus.publish(Publish.to(TOPIC, Map.of("id", 1)));
            await(() -> audit.heard.size() == 1);
            hangs.await();
            bus.close();
            assertThat(bus.isRunning()).isFalse();
        } finally {
            answers.countDown();
        }
    }

    @Test
    void pagesOfLargeEventsHaveFewOfThem() {
        List<Integer> sizes = new ArrayList<>();
        String large = "\"" + "x".repeat(500_000) + "\"";
        log.append(IntStream.range(0, 100).mapToObj(i -> event("e" + i, large)).toList());
        Pages pages = new Pages(log);
        long position = 0;
        boolean last = false;
        while (!last) {
            Pages.Page page = pages.after(position);
            sizes.add(page.events().size());
            position = page.events().stream().mapToLong(StoredEvent::position).max().orElse(0);
            last = page.isLast();
        }
        assertThat(sizes).allMatch(size -> size <= 16);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
    }

    @Test
    void pagesOfSmallEventsGrow() {
        log.append(IntStream.range(0, 2_000).mapToObj(i -> event("e" + i, "{}")).toList());
        Pages pages = new Pages(log);
        int most = 0;
        for (long position = 0; position < 1_500; ) {
            Pages.Page page = pages.after(position);
            most = Math.max(most, page.events().size());
            position = page.events().getLast().position();
        }
        assertThat(most).isEqualTo(Pages.MOST);
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
