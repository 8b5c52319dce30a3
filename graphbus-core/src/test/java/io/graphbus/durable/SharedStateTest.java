package io.graphbus.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Settlement;
import io.graphbus.store.log.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** State of an agent that runs in several graphs on one log, of which one at a time has it. */
class SharedStateTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Reader READER = new Reader("Sum", "numbers");

    private final InMemoryEventLog log = new InMemoryEventLog(8, System::nanoTime);
    private final InMemoryStateStore states = new InMemoryStateStore();

    record Numbers(List<Integer> all) {}

    /** Adds each number. */
    @Agent(name = "Sum")
    static final class Sum implements Stateful<Numbers> {
        private final List<Integer> all = new ArrayList<>();

        @Subscribes(value = "/Number", id = "numbers")
        void on(int number) {
            all.add(number);
        }

        @SchemaMethod
        void add(int number) {
            all.add(number);
        }

        @Override
        public Numbers captureState() {
            return new Numbers(List.copyOf(all));
        }

        @Override
        public void restoreState(Numbers state) {
            all.clear();
            all.addAll(state.all());
        }
    }

    private GraphBus graph() {
        return graph(log);
    }

    private GraphBus graph(EventLog events) {
        return GraphBus.builder()
                .eventLog(events, Durability.ALL.pace(Duration.ofSeconds(5), Duration.ofMillis(5)))
                .state(states)
                .agent(Sum.class)
                .build()
                .start();
    }

    private void publish(GraphBus bus, int from, int to) {
        for (int number = from; number < to; number++) {
            bus.publish("/Number", number);
        }
        await(() -> completed() == to);
    }

    private long completed() {
        return log.progress(READER).stream().mapToLong(p -> p.counts().completed()).sum();
    }

    private String state() {
        return states.load("Sum").orElseThrow().json();
    }

    @Test
    void goesOnWhereTheOneWhoHadItEnded() {
        GraphBus first = graph();
        publish(first, 0, 1); // so it has the agent
        GraphBus second = graph();
        publish(first, 1, 10);
        first.close();
        try (second) {
            publish(second, 10, 12);
        }
        assertThat(state()).isEqualTo("{\"all\":[0,1,2,3,4,5,6,7,8,9,10,11]}");
    }

    @Test
    void isLeftAloneByWhoDoesNotHaveIt() {
        try (GraphBus first = graph()) {
            publish(first, 0, 1);
            GraphBus second = graph();
            publish(first, 1, 3);
            second.call("Sum", "add", 100);
            second.saveState("Sum");
            second.close();
            assertThat(state()).isEqualTo("{\"all\":[0,1,2]}");
            publish(first, 3, 4);
        }
        assertThat(state()).isEqualTo("{\"all\":[0,1,2,3]}");
    }

    @Test
    void countsWhatItsLastOwnerHadCompletedAndNotCounted() {
        try (GraphBus first = graph(withoutCounts())) {
            for (int number = 0; number < 20; number++) {
                first.publish(Publish.to("/Number", number).key("k"));
            }
            await(
                    () ->
                            log.completed(READER).size() == 20
                                    && log.progress(READER).stream()
                                                    .filter(part -> part.cursor() == 20)
                                                    .count()
                                            == 7);
        }
        assertThat(completed()).isZero();
        try (GraphBus second = graph()) {
            second.publish("/Number", 20);
            await(() -> log.progress(READER).stream().allMatch(p -> p.cursor() >= 21));
        }
        Counts all =
                log.progress(READER).stream()
                        .map(progress -> progress.counts())
                        .reduce(Counts.NONE, Counts::plus);
        assertThat(all.completed()).isEqualTo(21);
        assertThat(all.offered()).isEqualTo(21);
    }

    /** The log of a process that is killed before it keeps how far the parts with events are. */
    private EventLog withoutCounts() {
        return Watched.around(
                EventLog.class,
                log,
                (method, arguments, call) -> {
                    if (arguments.length > 0 && arguments[0] instanceof Settlement settlement) {
                        arguments[0] = withoutCounts(settlement);
                    }
                    return call.proceed();
                });
    }

    private static Settlement withoutCounts(Settlement all) {
        return new Settlement(
                all.progress().stream().filter(part -> part.counts().offered() == 0).toList(),
                all.completed(),
                all.deferred(),
                all.resumed(),
                all.dead(),
                all.healed());
    }

    private static void await(BooleanSupplier done) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
