package io.graphbus.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Default;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.runtime.RuntimeOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** What a call promises its caller. */
@Timeout(60)
class CallTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final ThreadLocal<String> MINE = new ThreadLocal<>();

    public record Point(int x, int y) {}

    public record Place(int x, int y, String name) {}

    @Agent
    public static class Desk {
        final AtomicInteger executed = new AtomicInteger();
        volatile CountDownLatch begun = new CountDownLatch(1);
        volatile CountDownLatch gate = new CountDownLatch(1);
        private final AtomicInteger depth = new AtomicInteger();

        @SchemaMethod
        public String whoCalls() {
            executed.incrementAndGet();
            return Thread.currentThread().getName() + " " + MINE.get() + " " + MDC.get("request");
        }

        @SchemaMethod
        public String hold() throws InterruptedException {
            begun.countDown();
            gate.await();
            executed.incrementAndGet();
            return "held";
        }

        @Subscribes("/Hold")
        public void onHold() throws InterruptedException {
            hold();
        }

        @SchemaMethod
        public Point mirror(Point point, @Default("1") int times) {
            return new Point(point.y() * times, point.x() * times);
        }

        @SchemaMethod
        public Object nothing() {
            return null;
        }

        @SchemaMethod
        public int one() {
            return 1;
        }

        @SchemaMethod
        public void refuse(String why) {
            throw new IllegalArgumentException(why);
        }
    }

    private static String whoAmI() {
        return Thread.currentThread().getName() + " mine 4711";
    }

    private static void withMarks(Runnable work) {
        MINE.set("mine");
        MDC.put("request", "4711");
        try {
            work.run();
        } finally {
            MDC.remove("request");
            MINE.remove();
        }
    }

    @Test
    void aCallRunsOnItsCallersThreadAtOnceAndInTurn() throws InterruptedException {
        Desk desk = new Desk();
        try (GraphBus bus = GraphBus.of(desk)) {
            withMarks(() -> assertThat(bus.call("Desk", "whoCalls")).isEqualTo(whoAmI()));
            bus.publish("/Hold", 1);
            desk.begun.await();
            Thread caller = Thread.currentThread();
            Thread opener =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        while (caller.getState() != Thread.State.TIMED_WAITING) {
                                            Thread.onSpinWait();
                                        }
                                        desk.gate.countDown();
                                    });
            withMarks(() -> assertThat(bus.call("Desk", "whoCalls")).isEqualTo(whoAmI()));
            opener.join();
            assertThat(desk.executed).hasValue(3);
        }
    }

    private static GraphBus impatient(Desk desk) {
        RuntimeOptions.Builder options = RuntimeOptions.builder();
        options.callTimeout(Duration.ofMillis(150));
        return GraphBus.builder().agent(desk).options(options.build()).build().start();
    }

    private static ProblemCode codeOf(Runnable call) {
        return catchThrowableOfType(GraphBusException.class, call::run).problem().code();
    }

    @Test
    void aCallWhoseTurnDoesNotComeInTimeIsNeverExecuted() throws InterruptedException {
        Desk desk = new Desk();
        try (GraphBus bus = impatient(desk)) {
            bus.publish("/Hold", 1);
            desk.begun.await();
            assertThat(codeOf(() -> bus.call("Desk", "whoCalls")))
                    .isEqualTo(ProblemCode.CALL_TIMEOUT);
            CompletableFuture<Object> other = bus.callAsync("Desk", "whoCalls");
            assertThatThrownBy(other::join).hasStackTraceContaining("CALL_TIMEOUT");
            desk.gate.countDown();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(desk.executed).hasValue(1);
            assertThat(bus.stats().errors()).isEqualTo(2);
            assertThat(bus.call("Desk", "one")).isEqualTo(1);
        }
    }

    @Test
    void aCallThatTakesTooLongIsInterruptedOnEitherKindOfThread() {
        Desk desk = new Desk();
        try (GraphBus bus = impatient(desk)) {
            assertThat(codeOf(() -> bus.call("Desk", "hold"))).isEqualTo(ProblemCode.CALL_TIMEOUT);
            assertThat(Thread.interrupted()).isFalse();
            CompletableFuture<Object> async = bus.callAsync("Desk", "hold");
            assertThatThrownBy(async::join).hasStackTraceContaining("CALL_TIMEOUT");
            assertThat(desk.executed).hasValue(0);
            assertThat(bus.call("Desk", "one")).isEqualTo(1);
        }
    }

    @Test
    void aFutureMayBeCancelledBeforeWhileAndAfterItsCallRuns() throws InterruptedException {
        Desk desk = new Desk();
        try (GraphBus bus = GraphBus.of(desk)) {
            CompletableFuture<Object> running = bus.callAsync("Desk", "hold");
            desk.begun.await();
            CompletableFuture<Object> waiting = bus.callAsync("Desk", "whoCalls");
            assertThat(waiting.cancel(true)).isTrue();
            assertThat(waiting.isCancelled()).isTrue();
            assertThat(running.cancel(true)).isTrue();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(desk.executed).hasValue(0);
            CompletableFuture<Object> done = bus.callAsync("Desk", "one");
            assertThat(done.join()).isEqualTo(1);
            assertThat(done.cancel(true)).isFalse();
            assertThat(done.join()).isEqualTo(1);
            assertThat(bus.call("Desk", "one")).isEqualTo(1);
        }
    }

    @Test
    void cancellingWithoutInterruptionLetsTheCallFinish() throws InterruptedException {
        Desk desk = new Desk();
        try (GraphBus bus = GraphBus.of(desk)) {
            CompletableFuture<Object> running = bus.callAsync("Desk", "hold");
            desk.begun.await();
            assertThat(running.cancel(false)).isTrue();
            desk.gate.countDown();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(desk.executed).hasValue(1);
        }
    }

    private static List<String> pathsOf(Runnable call) {
        Problem problem = catchThrowableOfType(GraphBusException.class, call::run).problem();
        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_ARGUMENTS);
        assertThat(problem.hint()).contains("point Point", "times? int");
        return problem.violations().stream().map(Violation::path).toList();
    }

    @Test
    void everyWayToCallNamesAllWrongArgumentsAtOnce() {
        Desk desk = new Desk();
        try (GraphBus bus = GraphBus.of(desk)) {
            Map<String, Object> named = Map.of("times", "x", "extra", 1);
            String json = "{\"times\":\"x\",\"extra\":1}";
            assertThat(pathsOf(() -> bus.call("Desk", "mirror", named, Point.class)))
                    .containsExactlyInAnyOrder("point", "times", "extra");
            assertThat(pathsOf(() -> bus.callJson("Desk", "mirror", json)))
                    .containsExactlyInAnyOrder("point", "times", "extra");
            assertThat(pathsOf(() -> bus.call("Desk", "mirror", 3, "x", 4)))
                    .containsExactlyInAnyOrder("point", "times", "#3");
            assertThat(pathsOf(() -> bus.callAsync("Desk", "mirror", 3, "x", 4)))
                    .containsExactlyInAnyOrder("point", "times", "#3");
            assertThat(bus.stats().calls()).isZero();
        }
    }

    @Test
    void aResultComesAsTheTypeItIsAskedFor() {
        try (GraphBus bus = GraphBus.of(new Desk())) {
            Map<String, Object> point = Map.of("point", Map.of("x", 1, "y", 2));
            assertThat(bus.call("Desk", "mirror", point, Point.class)).isEqualTo(new Point(2, 1));
            assertThat(bus.call("Desk", "mirror", point, Map.class))
                    .isEqualTo(Map.of("x", 2, "y", 1));
            assertThat(bus.call("Desk", "one", Map.of(), Long.class)).isEqualTo(1L);
            assertThat(bus.call("Desk", "one", Map.of(), Object.class)).isEqualTo(1);
            assertThat(bus.call("Desk", "nothing", Map.of(), Point.class)).isNull();
            assertThat(bus.callJson("Desk", "mirror", "{\"point\":{\"x\":1,\"y\":2},\"times\":3}"))
                    .isEqualTo("{\"x\":6,\"y\":3}");
            assertThatThrownBy(() -> bus.call("Desk", "mirror", point, Integer.class))
                    .isInstanceOf(GraphBusException.class);
        }
    }

    @Test
    void whatTheAgentThrowsIsTheCause() {
        try (GraphBus bus = GraphBus.of(new Desk())) {
            assertThatThrownBy(() -> bus.call("Desk", "refuse", "no paper"))
                    .isInstanceOf(GraphBusException.class)
                    .hasMessageContaining("AGENT_FAILED")
                    .cause()
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no paper");
        }
    }

    @Test
    void aStopLetsTheCallThatRunsFinishAndTellsEverybodyElse() throws InterruptedException {
        Desk desk = new Desk();
        try (GraphBus bus = GraphBus.of(desk)) {
            CompletableFuture<Object> running = bus.callAsync("Desk", "hold");
            desk.begun.await();
            Thread stopping = Thread.ofPlatform().start(bus::stop);
            while (bus.isRunning()) {
                LockSupport.parkNanos(100_000);
            }
            assertThat(codeOf(() -> bus.call("Desk", "one"))).isEqualTo(ProblemCode.STOPPED);
            assertThat(codeOf(() -> bus.callAsync("Desk", "one"))).isEqualTo(ProblemCode.STOPPED);
            desk.gate.countDown();
            stopping.join();
            assertThat(running.join()).isEqualTo("held");
        }
    }

    @Test
    void callsThatWaitForTheirTurnWhenTheGraphIsStoppedAreTold() throws InterruptedException {
        Desk desk = new Desk();
        RuntimeOptions.Builder options = RuntimeOptions.builder();
        options.drainTimeout(Duration.ofMillis(100));
        try (GraphBus bus =
                GraphBus.builder().agent(desk).options(options.build()).build().start()) {
            CompletableFuture<Object> running = bus.callAsync("Desk", "hold");
            desk.begun.await();
            CompletableFuture<Object> waiting = bus.callAsync("Desk", "one");
            bus.stop();
            assertThatThrownBy(running::join).hasStackTraceContaining("InterruptedException");
            assertThatThrownBy(waiting::join).isInstanceOf(RuntimeException.class);
            assertThat(desk.executed).hasValue(0);
        }
    }

    @Agent
    public static class Mirror {
        private final AgentContext context;

        public Mirror(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public int countDown(int from) {
            return from == 0 ? 0 : 1 + context.call(Integer.class, "Mirror", "countDown", from - 1);
        }

        @SchemaMethod
        public int viaOther(int from) {
            return from == 0 ? 0 : 1 + context.call(Integer.class, "Other", "back", from - 1);
        }

        @SchemaMethod
        public Object endless() {
            return context.call("Mirror", "endless");
        }

        @SchemaMethod
        public String askFromOwnThread() throws InterruptedException {
            ProblemCode[] told = new ProblemCode[1];
            Thread own =
                    Thread.ofVirtual()
                            .start(
                                    () ->
                                            told[0] =
                                                    codeOf(
                                                            () ->
                                                                    context.call(
                                                                            "Mirror",
                                                                            "countDown",
                                                                            0)));
            own.join();
            return String.valueOf(told[0]);
        }
    }

    @Agent
    public static class Other {
        private final AgentContext context;

        public Other(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public int back(int from) {
            return from == 0 ? 0 : 1 + context.call(Integer.class, "Mirror", "viaOther", from - 1);
        }
    }

    @Test
    void anAgentMayCallItselfAndBeCalledBackDeeply() {
        try (GraphBus bus = GraphBus.of(Mirror.class, Other.class)) {
            assertThat(bus.call("Mirror", "countDown", 200)).isEqualTo(200);
            assertThat(bus.call("Mirror", "viaOther", 200)).isEqualTo(200);
            assertThat(bus.callAsync("Other", "back", 100).join()).isEqualTo(100);
            assertThat(bus.awaitIdle(SOON)).isTrue();
        }
    }

    @Test
    void anEndlessRecursionThroughTheEngineIsStoppedBeforeItUsesUpTheStack() {
        try (GraphBus bus = GraphBus.of(Mirror.class, Other.class)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> bus.call("Mirror", "endless"))
                        .isInstanceOf(GraphBusException.class)
                        .hasNoCause()
                        .hasMessageContaining("EVENT_LOOP")
                        .hasMessageContaining("256 calls");
                assertThat(bus.awaitIdle(SOON)).isTrue();
                assertThat(bus.call("Mirror", "viaOther", 2)).isEqualTo(2);
            }
        }
    }

    @Test
    void aThreadOfItsOwnThatCallsItsBusyAgentIsTurnedAwayInTime() {
        GraphBus.Builder builder = GraphBus.builder().agent(Mirror.class).agent(Other.class);
        RuntimeOptions.Builder options = RuntimeOptions.builder();
        options.callTimeout(Duration.ofMillis(400));
        try (GraphBus bus = builder.options(options.build()).build().start()) {
            String outcome =
                    bus.callAsync("Mirror", "askFromOwnThread")
                            .handle((told, thrown) -> told + " " + thrown)
                            .join();
            assertThat(outcome).contains("CALL_TIMEOUT");
            assertThat(bus.call("Mirror", "countDown", 1)).isEqualTo(1);
        }
    }
}
