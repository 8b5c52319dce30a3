package io.graphbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.DependsOn;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.signal.EngineSignal;
import io.graphbus.signal.EngineSignal.AgentStarted;
import io.graphbus.signal.EngineSignal.AgentStopped;
import io.graphbus.signal.EngineSignal.GraphStopped;
import io.graphbus.signal.SignalListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LifecycleTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Agent
    public static class Base implements AutoCloseable {
        static final List<String> CLOSED = Collections.synchronizedList(new ArrayList<>());

        @SchemaMethod
        @Publishes("/Base/Said")
        public String say(String text) {
            return text;
        }

        @Override
        public void close() {
            CLOSED.add("Base");
            throw new IllegalStateException("closing hurts");
        }
    }

    @Agent
    @DependsOn("Base")
    public static class Caller {
        final Object heard;

        public Caller(AgentContext context) {
            heard = context.call("Base", "say", "early");
            context.publish("/Caller/Ready", heard);
        }

        @SchemaMethod
        public Object heard() {
            return heard;
        }
    }

    @Agent
    @DependsOn("Caller")
    public static class Broken {
        public Broken() {
            throw new IllegalStateException("cannot begin");
        }
    }

    @Agent
    public static class Impossible {
        private final int size;

        public Impossible(int size) {
            this.size = size;
        }

        @SchemaMethod
        public int size() {
            return size;
        }
    }

    private static ProblemCode codeOf(Runnable action) {
        try {
            action.run();
        } catch (GraphBusException e) {
            return e.problem().code();
        }
        throw new AssertionError("there was no problem");
    }

    @Test
    void agentsStartAfterWhatTheyDependOnAndStopBefore() {
        Base.CLOSED.clear();
        List<EngineSignal> signals = Collections.synchronizedList(new ArrayList<>());
        GraphBus bus =
                GraphBus.builder()
                        .agent(Caller.class)
                        .agent(Base.class)
                        .listener(SignalListener.of(EngineSignal.class, signals::add))
                        .build();
        bus.start().start();
        assertThat(bus.call("Caller", "heard")).isEqualTo("early");
        assertThat(bus.isRunning()).isTrue();
        bus.stop();
        bus.stop();
        bus.close();
        bus.close();
        assertThat(signals)
                .filteredOn(s -> s instanceof AgentStarted || s instanceof AgentStopped)
                .containsExactly(
                        new AgentStarted("Base"),
                        new AgentStarted("Caller"),
                        new AgentStopped("Caller"),
                        new AgentStopped("Base"));
        assertThat(signals).last().isEqualTo(new GraphStopped(0));
        assertThat(Base.CLOSED).containsExactly("Base");
    }

    @Test
    void aFailingStartIsUnwoundAndNamesTheAgent() {
        List<EngineSignal> signals = Collections.synchronizedList(new ArrayList<>());
        GraphBus bus =
                GraphBus.builder()
                        .agent(Broken.class)
                        .agent(Caller.class)
                        .agent(Base.class)
                        .build()
                        .listener(SignalListener.of(AgentStopped.class, signals::add));
        assertThatThrownBy(bus::start)
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> {
                            assertThat(e.problem().code()).isEqualTo(ProblemCode.START_FAILED);
                            assertThat(e.problem().where()).isEqualTo("Broken");
                        })
                .hasRootCauseMessage("cannot begin");
        assertThat(signals).containsExactly(new AgentStopped("Caller"), new AgentStopped("Base"));
        assertThat(bus.isRunning()).isFalse();
        assertThat(codeOf(() -> bus.call("Base", "say", "x"))).isEqualTo(ProblemCode.STOPPED);
    }

    @Test
    void anAgentThatCannotBeMadeIsNamed() {
        GraphBus bus = GraphBus.builder().agent(Impossible.class).build();
        assertThat(codeOf(bus::start)).isEqualTo(ProblemCode.NOT_CONSTRUCTIBLE);
        assertThat(GraphBus.of(new Impossible(3)).call("Impossible", "size")).isEqualTo(3);
    }

    @Test
    void whoAsksTooEarlyTooLateOrForUnknownNamesIsToldWhatToDo() {
        GraphBus bus = GraphBus.builder().agent(new Base()).build();
        assertThat(codeOf(() -> bus.call("Base", "say", "x"))).isEqualTo(ProblemCode.NOT_STARTED);
        assertThat(codeOf(() -> bus.publish("/T", "x"))).isEqualTo(ProblemCode.NOT_STARTED);
        assertThat(bus.stats().published()).isZero();
        assertThat(bus.history(HistoryQuery.newest(3))).isEmpty();
        assertThat(bus.event("x")).isEmpty();
        assertThat(bus.awaitIdle(SOON)).isTrue();
        bus.start();
        assertThatThrownBy(() -> bus.call("Bse", "say", "x"))
                .hasMessageContaining("Did you mean Base? Known agents: Base.");
        assertThatThrownBy(() -> bus.call("Base", "sing", "x"))
                .hasMessageContaining("Known methods: say.");
        assertThatThrownBy(() -> bus.options(RuntimeOptions.DEFAULTS))
                .hasMessageContaining("before start()");
        bus.close();
        assertThat(codeOf(() -> bus.call("Base", "say", "x"))).isEqualTo(ProblemCode.STOPPED);
        assertThat(codeOf(bus::start)).isEqualTo(ProblemCode.STOPPED);
    }

    @Test
    void aSecondStartBeginsAtZero() {
        GraphBus bus = GraphBus.of(new Base());
        bus.call("Base", "say", "x");
        assertThat(bus.stats().calls()).isEqualTo(1);
        bus.stop();
        assertThat(bus.stats().calls()).isEqualTo(1);
        bus.start();
        assertThat(bus.stats().calls()).isZero();
        assertThat(bus.stats().published()).isZero();
        assertThat(bus.history(HistoryQuery.newest(3))).isEmpty();
        assertThat(bus.call("Base", "say", "y")).isEqualTo("y");
        bus.close();
    }

    @Test
    void withoutTheBusCallsWorkAndResultsAreCountedAsDropped() {
        try (GraphBus bus =
                GraphBus.builder()
                        .agent(new Base())
                        .options(RuntimeOptions.DEFAULTS.withMessageBus(false))
                        .build()
                        .start()) {
            assertThat(bus.call("Base", "say", "x")).isEqualTo("x");
            assertThat(codeOf(() -> bus.publish("/T", "x"))).isEqualTo(ProblemCode.BUS_DISABLED);
            assertThat(bus.stats().dropped()).isEqualTo(1);
            assertThat(bus.stats().published()).isZero();
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }

    @Agent
    public static class Hanging {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch never = new CountDownLatch(1);

        @Subscribes("/Hang")
        public void hang() throws InterruptedException {
            entered.countDown();
            never.await();
        }
    }

    @Test
    void aStopInterruptsWhatDoesNotEndAndSaysWhatWasLeft() throws InterruptedException {
        Hanging hanging = new Hanging();
        GraphBus bus =
                GraphBus.builder()
                        .agent(hanging)
                        .options(
                                RuntimeOptions.builder()
                                        .drainTimeout(Duration.ofMillis(50))
                                        .build())
                        .build()
                        .start();
        bus.publish("/Hang", 1);
        bus.publish("/Hang", 2);
        hanging.entered.await();
        bus.stop();
        assertThat(bus.stats().failed()).isEqualTo(1);
        assertThat(bus.stats().cancelled()).isEqualTo(1);
        assertThat(bus.stats().unaccounted()).isZero();
    }

    @Test
    void aHandlerThatTakesTooLongIsReportedAndInterrupted() throws InterruptedException {
        CountDownLatch reported = new CountDownLatch(1);
        try (GraphBus bus =
                GraphBus.builder()
                        .agent(new Hanging())
                        .options(
                                RuntimeOptions.builder()
                                        .handlerTimeout(Duration.ofMillis(50))
                                        .build())
                        .listener(
                                SignalListener.of(
                                        EngineSignal.AgentStuck.class, s -> reported.countDown()))
                        .build()
                        .start()) {
            bus.publish("/Hang", 1);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().failed()).isEqualTo(1);
            reported.await();
        }
    }

    @Agent
    public static class Quitter {
        GraphBus bus;

        @Subscribes("/Quit")
        public void quit() {
            bus.stop();
        }
    }

    @Test
    void anAgentMayStopItsOwnGraph() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Quitter quitter = new Quitter();
        GraphBus bus = GraphBus.of(quitter);
        bus.watch(SignalListener.of(GraphStopped.class, s -> stopped.countDown()));
        quitter.bus = bus;
        bus.publish("/Quit", 1);
        stopped.await();
        assertThat(bus.stats().delivered()).isEqualTo(1);
    }

    @Test
    void startsStopsCallsAndEventsFromManyThreadsNeverHang() {
        GraphBus bus = GraphBus.of(new Base());
        List<CompletableFuture<Void>> threads =
                IntStream.range(0, 6)
                        .mapToObj(n -> CompletableFuture.runAsync(() -> churn(bus, n)))
                        .toList();
        threads.forEach(CompletableFuture::join);
        bus.stop();
        assertThat(bus.stats().unaccounted()).isZero();
    }

    private static void churn(GraphBus bus, int kind) {
        for (int i = 0; i < 40; i++) {
            try {
                switch (kind % 3) {
                    case 0 -> bus.start();
                    case 1 -> bus.stop();
                    default -> bus.call("Base", "say", Map.of("text", "x"), String.class);
                }
            } catch (GraphBusException e) {
                Problem problem = e.problem();
                assertThat(problem.code()).isIn(ProblemCode.STOPPED, ProblemCode.NOT_STARTED);
            }
        }
    }

    @Test
    void aScheduledTaskRunsInItsAgentsTurnUntilItIsClosed() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        try (GraphBus bus = GraphBus.of(new Base())) {
            AutoCloseable schedule =
                    bus.context("Base")
                            .schedule(
                                    Duration.ofMillis(1),
                                    () -> {
                                        three.countDown();
                                        throw new IllegalStateException("goes on");
                                    });
            three.await();
            schedule.close();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.context("Base").name()).isEqualTo("Base");
            assertThat(bus.context("Base").logger().getName()).isEqualTo("Base");
            assertThat(bus.context("Base").clock()).isEqualTo(bus.options().clock());
        }
    }
}
