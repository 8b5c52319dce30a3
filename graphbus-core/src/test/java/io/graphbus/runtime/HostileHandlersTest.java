package io.graphbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.invoke.Interceptor;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.signal.EngineSignal;
import io.graphbus.signal.EngineSignal.AgentStuck;
import io.graphbus.signal.EngineSignal.GraphStopped;
import io.graphbus.signal.EngineSignal.ProblemReported;
import io.graphbus.signal.SignalListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handlers that hold threads, throw what nobody expects, or reach for the engine itself. */
@Timeout(90)
class HostileHandlersTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration SHORT = Duration.ofMillis(150);

    @Agent
    public static class Polite {
        final AtomicInteger heard = new AtomicInteger();

        @SchemaMethod
        public String hello() {
            return "hello";
        }

        @Subscribes("/Polite")
        public void onPolite(String text) {
            heard.incrementAndGet();
        }
    }

    private static GraphBus impatient(Object... agents) {
        GraphBus.Builder builder = GraphBus.builder();
        for (Object agent : agents) {
            builder.agent(agent);
        }
        RuntimeOptions.Builder options = RuntimeOptions.builder().handlerTimeout(SHORT);
        return builder.options(options.callTimeout(SHORT).drainTimeout(SHORT).build())
                .build()
                .start();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(100_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** Works on, whatever happens, until the test lets it go. */
    @Agent
    public static class Deaf {
        volatile boolean go = true;
        final CountDownLatch begun = new CountDownLatch(1);

        @Subscribes("/Deaf")
        public void onDeaf(int number) {
            begun.countDown();
            while (go) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aHandlerThatNeverReturnsIsReportedOnceAndOthersGoOn() {
        Deaf deaf = new Deaf();
        Polite polite = new Polite();
        List<AgentStuck> stuck = new ArrayList<>();
        try (GraphBus bus = impatient(deaf, polite)) {
            bus.watch(SignalListener.of(AgentStuck.class, stuck::add));
            bus.publish("/Deaf", 1);
            await(() -> !stuck.isEmpty());
            for (int i = 0; i < 50; i++) {
                bus.publish("/Polite", "x");
                assertThat(bus.call("Polite", "hello")).isEqualTo("hello");
            }
            await(() -> polite.heard.get() == 50);
            assertThatThrownBy(() -> bus.call("Deaf", "none")).hasMessageContaining("Deaf");
            deaf.go = false;
            bus.publish("/Deaf", 2);
            await(() -> bus.stats().delivered() >= 51);
            assertThat(stuck).hasSize(1);
            assertThat(stuck.getFirst().agent()).isEqualTo("Deaf");
            assertThat(stuck.getFirst().operation()).isEqualTo("onDeaf");
        } finally {
            deaf.go = false;
        }
    }

    @Test
    void aStopEndsAlthoughAHandlerDoesNot() throws InterruptedException {
        Deaf deaf = new Deaf();
        List<GraphStopped> stopped = new ArrayList<>();
        try (GraphBus bus = impatient(deaf, new Polite())) {
            bus.watch(SignalListener.of(GraphStopped.class, stopped::add));
            bus.publish("/Deaf", 1);
            deaf.begun.await();
            bus.stop();
            assertThat(stopped).hasSize(1);
            assertThat(stopped.getFirst().undone()).isEqualTo(1);
            assertThat(stopped.getFirst().agents()).containsOnlyKeys("Deaf");
            bus.start();
            assertThat(bus.call("Polite", "hello")).isEqualTo("hello");
        } finally {
            deaf.go = false;
        }
    }

    @Agent(concurrency = 80)
    public static class Stuck {
        final CountDownLatch gate = new CountDownLatch(1);

        @Subscribes("/Stuck")
        public void onStuck(int number) throws InterruptedException {
            gate.await();
        }
    }

    @Test
    void moreStuckHandlersThanThreadsAreReportedOnceAndTheEngineRecovers() {
        Stuck stuck = new Stuck();
        Polite polite = new Polite();
        AtomicInteger saturated = new AtomicInteger();
        try (GraphBus bus = GraphBus.of(stuck, polite)) {
            bus.watch(
                    SignalListener.of(
                            ProblemReported.class,
                            s -> {
                                boolean full = s.problem().code() == ProblemCode.ENGINE_SATURATED;
                                saturated.addAndGet(full ? 1 : 0);
                            }));
            for (int i = 0; i < 80; i++) {
                bus.publish("/Stuck", i);
            }
            await(() -> saturated.get() > 0);
            assertThat(bus.call("Polite", "hello")).isEqualTo("hello");
            bus.publish("/Polite", "x");
            assertThat(polite.heard).hasValue(0);
            stuck.gate.countDown();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(polite.heard).hasValue(1);
            assertThat(bus.stats().delivered()).isEqualTo(81);
            assertThat(saturated).hasValue(1);
        } finally {
            stuck.gate.countDown();
        }
    }

    /** An error that no catch clause thinks of. */
    static final class Fatal extends Error {
        private static final long serialVersionUID = 1L;

        Fatal() {
            super("pretended");
        }
    }

    @Agent
    public static class Thrower {
        @Subscribes("/Throw")
        public void onThrow(int kind) throws Exception {
            fail(kind);
        }

        @SchemaMethod
        public void fail(int kind) throws Exception {
            switch (kind % 4) {
                case 0 -> throw new Fatal();
                case 1 -> throw new InternalError("pretended");
                case 2 -> throw new AssertionError("pretended");
                default -> throw HostileHandlersTest.<RuntimeException>sneak();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneak() throws T {
        throw (T) new Throwable("neither exception nor error");
    }

    @Test
    void whateverIsThrownIsTheFailureOfItsExecution() {
        Polite polite = new Polite();
        try (GraphBus bus = GraphBus.of(new Thrower(), polite)) {
            for (int i = 0; i < 8; i++) {
                int kind = i;
                bus.publish("/Throw", kind);
                bus.publish("/Polite", "x");
                assertThatThrownBy(() -> bus.call("Thrower", "fail", kind))
                        .hasMessageContaining("AGENT_FAILED")
                        .hasMessageNotContaining("null");
                assertThatThrownBy(() -> bus.callAsync("Thrower", "fail", kind).join())
                        .hasCauseInstanceOf(GraphBusException.class);
            }
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(polite.heard).hasValue(8);
            assertThat(bus.stats().failed()).isGreaterThanOrEqualTo(8);
            assertThat(bus.stats().errors()).isEqualTo(16);
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }

    @Agent
    public static class Swarm {
        private final AgentContext context;

        public Swarm(AgentContext context) {
            this.context = context;
        }

        @Subscribes("/Swarm")
        @Publishes("/Swarm/Out")
        public Integer onSwarm(int each) throws InterruptedException {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                Runnable work = () -> publish(each);
                threads.add(
                        t % 2 == 0
                                ? Thread.ofVirtual().start(work)
                                : Thread.ofPlatform().start(work));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return null;
        }

        private void publish(int each) {
            for (int i = 0; i < each; i++) {
                context.publish("/Swarm/Out", i);
            }
        }
    }

    @Agent
    public static class Collector {
        int count;

        @Subscribes("/Swarm/Out")
        public void onOut(int number) {
            count++;
        }
    }

    @Test
    void aHandlerMayPublishFromManyThreadsOfItsOwn() {
        Collector collector = new Collector();
        GraphBus.Builder builder = GraphBus.builder().agent(Swarm.class).agent(collector);
        RuntimeOptions small = RuntimeOptions.builder().mailboxCapacity(64).build();
        try (GraphBus bus = builder.options(small).build().start()) {
            for (int i = 0; i < 5; i++) {
                bus.publish("/Swarm", 300);
            }
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(collector.count).isEqualTo(5 * 8 * 300);
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }

    @Agent
    public static class Saboteur {
        @Subscribes("/Sabotage")
        public void onSabotage() {
            engineThreads().forEach(Thread::interrupt);
        }
    }

    private static Set<Thread> engineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("graphbus-"))
                .collect(Collectors.toSet());
    }

    @Agent
    public static class Postponer {
        private final AgentContext context;

        public Postponer(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        @Publishes("/Polite")
        public String postpone() {
            context.publishAfter(Duration.ofMillis(2), "/Polite", "later");
            return null;
        }
    }

    @Test
    void anAgentThatInterruptsTheEnginesThreadsDoesNotStopThem() {
        Polite polite = new Polite();
        List<ProblemReported> problems = new ArrayList<>();
        try (GraphBus bus = GraphBus.of(new Saboteur(), Postponer.class, polite)) {
            bus.watch(SignalListener.of(ProblemReported.class, problems::add));
            for (int i = 1; i <= 20; i++) {
                int round = i;
                bus.call("Postponer", "postpone");
                await(() -> polite.heard.get() == round);
                bus.publish("/Sabotage", i);
                await(() -> bus.stats().delivered() == 2 * round);
                await(() -> engineThreads().stream().noneMatch(Thread::isInterrupted));
            }
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(problems).isEmpty();
        }
    }

    @Test
    void listenersThatThrowAnythingHarmNobody() {
        Polite polite = new Polite();
        SignalListener<EngineSignal> listener =
                SignalListener.of(
                        EngineSignal.class,
                        s -> {
                            throw new Fatal();
                        });
        GraphBus.Builder builder = GraphBus.builder().agent(polite).agent(new Thrower());
        try (GraphBus bus = builder.listener(listener).build().start()) {
            for (int i = 0; i < 10; i++) {
                bus.publish("/Polite", "x");
                bus.publish("/Throw", i);
                assertThat(bus.call("Polite", "hello")).isEqualTo("hello");
            }
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(polite.heard).hasValue(10);
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }

    @Test
    void interceptorsThatThrowFailTheExecutionTheyStandAround() {
        Polite polite = new Polite();
        AtomicInteger number = new AtomicInteger();
        Interceptor moody =
                (invocation, next) -> {
                    switch (number.getAndIncrement() % 3) {
                        case 0 -> throw new Fatal();
                        case 1 -> {
                            next.proceed(invocation);
                            throw new IllegalStateException("afterwards");
                        }
                        default -> {
                            return next.proceed(invocation);
                        }
                    }
                };
        GraphBus.Builder builder = GraphBus.builder().agent(polite).interceptor(moody);
        try (GraphBus bus = builder.build().start()) {
            int answered = 0;
            for (int i = 0; i < 9; i++) {
                CompletableFuture<Object> call = bus.callAsync("Polite", "hello");
                call.exceptionally(e -> null).join();
                answered += call.isCompletedExceptionally() ? 0 : 1;
            }
            assertThat(answered).isEqualTo(3);
            bus.publish("/Polite", "x");
            bus.publish("/Polite", "x");
            bus.publish("/Polite", "x");
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().unaccounted()).isZero();
            assertThat(bus.stats().delivered()).isPositive();
        }
    }
}
