package io.graphbus.test.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.test.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class SimulationTest {

    @Agent
    public static class Till {
        private final List<Integer> sales = new ArrayList<>();

        @Subscribes("/Sale")
        public void onSale(int amount) {
            sales.add(amount);
        }

        @SchemaMethod
        public int total() {
            return sales.stream().mapToInt(Integer::intValue).sum();
        }

        @SchemaMethod
        public String order() {
            return sales.toString();
        }
    }

    /** Reads, lets others go first, and writes: wrong with more than one lane. */
    @Agent(concurrency = 2)
    public static class Forgetful {
        private final AgentContext context;
        private int count;

        public Forgetful(AgentContext context) {
            this.context = context;
        }

        @Subscribes("/Sale")
        public void onSale(int amount) {
            int before = count;
            context.publish("/Counted", before);
            count = before + 1;
        }

        @SchemaMethod
        public int count() {
            return count;
        }
    }

    @Agent
    public static class Asker {
        private final AgentContext context;

        public Asker(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public int ask() throws Exception {
            return (Integer) context.callAsync("Till", "total").thenApply(x -> x).get();
        }

        @SchemaMethod
        public int askTwice() {
            CompletableFuture<Object> one = context.callAsync("Till", "total");
            CompletableFuture<Object> two = context.callAsync("Till", "total");
            return (Integer) one.join() + (Integer) two.join();
        }
    }

    private static void twoSales(SimulatedRun run) {
        GraphBus graph = run.start(new Till());
        run.task("first", () -> graph.publish("/Sale", 1));
        run.task("second", () -> graph.publish("/Sale", 2));
        run.settle();
        assertThat(graph.call("Till", "total")).isEqualTo(3);
    }

    @Test
    void whatTheGuideShowsHolds() {
        Simulation.seeds(1_000)
                .check(
                        run -> {
                            GraphBus graph = run.start(Till.class);
                            run.task("first", () -> graph.publish("/Sale", 1));
                            run.task("second", () -> graph.publish("/Sale", 2));
                            run.settle();
                            assertThat(graph.call("Till", "total")).isEqualTo(3);
                        });
    }

    @Test
    void theSameSeedPlaysTheSameInterleaving() {
        for (int seed = 1; seed <= 20; seed++) {
            Interleaving first = Simulation.seed(seed).run(SimulationTest::twoSales);
            Interleaving again = Simulation.seed(seed).run(SimulationTest::twoSales);
            assertThat(again).isEqualTo(first);
        }
    }

    @Test
    void manySeedsInARowPlayAsTheyDoAlone() {
        String together = Simulation.seeds(3).from(5).check(SimulationTest::twoSales);
        long hash = 0;
        for (int seed = 5; seed <= 7; seed++) {
            String trace = Simulation.seed(seed).run(SimulationTest::twoSales).trace();
            hash = hash * 31 + Long.parseUnsignedLong(trace, 16);
        }
        assertThat(together).isEqualTo(String.format("%016x", hash));
    }

    @Test
    void differentSeedsPlayDifferentOrders() {
        Set<Object> orders = new HashSet<>();
        Simulation.seeds(50)
                .check(
                        run -> {
                            GraphBus graph = run.start(new Till());
                            run.task("first", () -> graph.publish("/Sale", 1));
                            run.task("second", () -> graph.publish("/Sale", 2));
                            run.settle();
                            orders.add(graph.call("Till", "order"));
                        });
        assertThat(orders).containsExactlyInAnyOrder("[1, 2]", "[2, 1]");
    }

    private static void countTwice(SimulatedRun run) {
        GraphBus graph = run.start(Forgetful.class);
        run.task("first", () -> graph.publish("/Sale", 1));
        run.task("second", () -> graph.publish("/Sale", 2));
        run.settle();
        assertThat(graph.call("Forgetful", "count")).isEqualTo(2);
    }

    @Test
    void aLostUpdateIsFoundAndTheSeedFindsItAgain() {
        SimulationFailure found =
                catchThrowableOfType(
                        SimulationFailure.class,
                        () -> Simulation.seeds(100).check(SimulationTest::countTwice));
        assertThat(found)
                .hasMessageContaining("Simulation.seed(" + found.seed() + "L)")
                .hasMessageContaining("last steps")
                .cause()
                .isInstanceOf(AssertionError.class);
        SimulationFailure again =
                catchThrowableOfType(
                        SimulationFailure.class,
                        () -> Simulation.seed(found.seed()).run(SimulationTest::countTwice));
        assertThat(again.interleaving()).isEqualTo(found.interleaving());
    }

    @Test
    void agentsMayWaitForFuturesOfTheGraph() {
        Simulation.seeds(50)
                .check(
                        run -> {
                            GraphBus graph = run.start(new Till(), Asker.class);
                            run.task("sale", () -> graph.publish("/Sale", 7));
                            CompletableFuture<Object> later = graph.callAsync("Asker", "askTwice");
                            assertThat(graph.call("Asker", "ask")).isIn(0, 7);
                            assertThat(run.await(later)).isIn(0, 7, 14);
                            run.settle();
                            assertThat(graph.call("Asker", "askTwice")).isEqualTo(14);
                        });
    }

    @Agent
    public static class Alarm {
        private final AgentContext context;
        final List<Instant> rung = new ArrayList<>();

        public Alarm(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public void set() {
            context.publishAfter(Duration.ofHours(2), "/Alarm", "late");
            context.publishAfter(Duration.ofHours(1), "/Alarm", "early");
        }

        @Subscribes("/Alarm")
        public void onAlarm() {
            rung.add(context.clock().instant());
        }

        @SchemaMethod
        public List<Instant> rung() {
            return rung;
        }
    }

    @Test
    void timePassesWhenTheScenarioLetsIt() {
        Instant start = Instant.parse("2030-01-01T00:00:00Z");
        Simulation.seed(1)
                .startingAt(start)
                .run(
                        run -> {
                            GraphBus graph = run.start(Alarm.class);
                            graph.call("Alarm", "set");
                            run.settle();
                            assertThat(graph.call("Alarm", "rung")).isEqualTo(List.of());
                            run.advance(Duration.ofHours(3));
                            run.settle();
                            assertThat(graph.call("Alarm", "rung"))
                                    .isEqualTo(
                                            List.of(
                                                    start.plusSeconds(3600),
                                                    start.plusSeconds(7200)));
                            assertThat(run.clock().instant())
                                    .isBetween(start.plusSeconds(10800), start.plusSeconds(10801));
                        });
    }

    @Test
    void anotherClockIsRefused() {
        RuntimeOptions options =
                RuntimeOptions.DEFAULTS.withClock(SteppedClock.at("2026-01-01T00:00:00Z"));
        assertThatThrownBy(() -> Simulation.seed(1).run(run -> run.start(options, new Till())))
                .isInstanceOf(SimulationFailure.class)
                .hasCauseInstanceOf(GraphBusException.class)
                .hasMessageContaining("clock of its own");
    }

    @Agent
    public static class Sleeper {
        private final CountDownLatch latch = new CountDownLatch(1);

        @Subscribes("/Sleep")
        public void onSleep() throws InterruptedException {
            latch.await();
        }
    }

    @Test
    void aHandlerThatWaitsForSomethingElseIsNotDeterministic() {
        SimulationFailure found =
                catchThrowableOfType(
                        SimulationFailure.class,
                        () ->
                                Simulation.seed(1)
                                        .patience(Duration.ofMillis(200))
                                        .run(
                                                run -> {
                                                    GraphBus graph = run.start(new Sleeper());
                                                    graph.publish("/Sleep", 1);
                                                    run.settle();
                                                }));
        assertThat(found.problem()).isNotNull();
        assertThat(found.problem().code()).isEqualTo(ProblemCode.NOT_DETERMINISTIC);
        assertThat(found).hasMessageContaining("Sleeper").hasMessageContaining("CountDownLatch");
    }

    @Test
    void aThreadFromOutsideIsNotDeterministic() {
        assertThatThrownBy(
                        () ->
                                Simulation.seed(1)
                                        .run(
                                                run -> {
                                                    GraphBus graph = run.start(new Till());
                                                    Thread other =
                                                            new Thread(
                                                                    () ->
                                                                            graph.publish(
                                                                                    "/Sale", 1));
                                                    other.start();
                                                    other.join();
                                                    run.settle();
                                                }))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("NOT_DETERMINISTIC");
    }

    @Test
    void whenNobodyCanGoOnItIsSaidWhoWaits() {
        assertThatThrownBy(
                        () ->
                                Simulation.seed(1)
                                        .run(
                                                run -> {
                                                    CompletableFuture<Object> never =
                                                            new CompletableFuture<>();
                                                    run.task("waiter", () -> run.await(never));
                                                }))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("nobody can go on")
                .hasMessageContaining("waiter");
    }

    @Test
    void aCallsTimeoutGoesByTheRunsTime() {
        Simulation.seeds(20)
                .check(
                        run -> {
                            GraphBus graph = run.start(new Till());
                            CompletableFuture<Object> never = graph.callAsync("Till", "total");
                            run.await(never);
                            CompletableFuture<Object> hangs = new CompletableFuture<>();
                            run.task("waiter", () -> assertThat(run.await(hangs)).isEqualTo(1));
                            run.advance(Duration.ofDays(1));
                            hangs.complete(1);
                        });
    }

    @Test
    void aTasksFailureIsTheRunsFailure() {
        assertThatThrownBy(
                        () ->
                                Simulation.seed(3)
                                        .run(
                                                run ->
                                                        run.task(
                                                                "broken",
                                                                () -> {
                                                                    throw new TimeoutException();
                                                                })))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("broken")
                .hasMessageContaining("seed 3");
    }

    @Test
    void aRunWithoutEndFails() {
        assertThatThrownBy(
                        () ->
                                Simulation.seed(3)
                                        .maxSteps(1_000)
                                        .run(
                                                run -> {
                                                    while (true) {
                                                        run.point("round");
                                                    }
                                                }))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("no end after 1000 steps");
    }
}
