package io.graphbus.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three agents that call each other, in one chain or in three. */
@Timeout(60)
class ThreeChainsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ROUND = "Red -> Green -> Blue -> Red";
    private static volatile CyclicBarrier all = new CyclicBarrier(1);

    /** Calls the next agent, in whichever way it is told. */
    public abstract static class Corner {
        final AgentContext context;
        private final String next;

        Corner(AgentContext context, String next) {
            this.context = context;
            this.next = next;
        }

        Object ask(boolean async, String method, Object... arguments) {
            return async
                    ? context.callAsync(next, method, arguments).join()
                    : context.call(next, method, arguments);
        }

        /** Passes on, by calls of both kinds in turn, until nothing is left. */
        String around(int left) {
            return left == 0 ? "." : next + " " + ask(left % 2 == 0, "pass", left - 1);
        }

        Object cross(boolean async) throws Exception {
            all.await();
            return ask(async, "leaf");
        }
    }

    @Agent
    public static class Red extends Corner {
        static final AtomicInteger ECHOES = new AtomicInteger();

        public Red(AgentContext context) {
            super(context, "Green");
        }

        @SchemaMethod
        public String pass(int left) {
            return around(left);
        }

        @SchemaMethod
        public Object crossing(boolean async) throws Exception {
            return cross(async);
        }

        @SchemaMethod
        public String leaf() {
            return "leaf";
        }

        @Subscribes("/Echo")
        public void onEcho(String text) {
            ECHOES.incrementAndGet();
            context.callAsync("Green", "pass", 5).join();
        }
    }

    @Agent
    public static class Green extends Corner {
        public Green(AgentContext context) {
            super(context, "Blue");
        }

        @SchemaMethod
        public String pass(int left) {
            return around(left);
        }

        @SchemaMethod
        public Object crossing(boolean async) throws Exception {
            return cross(async);
        }

        @SchemaMethod
        @Publishes("/Echo")
        public String leaf() {
            return "leaf";
        }
    }

    @Agent
    public static class Blue extends Corner {
        public Blue(AgentContext context) {
            super(context, "Red");
        }

        @SchemaMethod
        public String pass(int left) {
            return around(left);
        }

        @SchemaMethod
        public Object crossing(boolean async) throws Exception {
            return cross(async);
        }

        @SchemaMethod
        public String leaf() {
            return "leaf";
        }
    }

    private static GraphBus graph() {
        return GraphBus.of(Red.class, Green.class, Blue.class);
    }

    @Test
    void oneChainGoesAroundAsOftenAsItLikes() {
        try (GraphBus bus = graph()) {
            for (int i = 0; i < 20; i++) {
                String way = (String) bus.call("Red", "pass", 12);
                assertThat(way).startsWith("Green Blue Red Green").endsWith(".");
                assertThat(bus.callAsync("Blue", "pass", 11).join().toString())
                        .startsWith("Red Green");
            }
            assertThat(bus.awaitIdle(SOON)).isTrue();
        }
    }

    @Test
    void ofThreeChainsThatWaitInACircleTheNewestFailsAndNamesIt() {
        for (int round = 0; round < 30; round++) {
            all = new CyclicBarrier(3);
            boolean async = round % 2 == 1;
            try (GraphBus bus = graph()) {
                List<CompletableFuture<Object>> calls =
                        Stream.of("Red", "Green", "Blue")
                                .map(agent -> bus.callAsync(agent, "crossing", async))
                                .toList();
                calls.forEach(call -> call.exceptionally(e -> null).join());
                List<CompletableFuture<Object>> failed =
                        calls.stream().filter(CompletableFuture::isCompletedExceptionally).toList();
                assertThat(failed).hasSizeLessThan(3);
                failed.forEach(ThreeChainsTest::namesTheLoop);
                if (!async) {
                    assertThat(failed).hasSizeLessThanOrEqualTo(1);
                }
                assertThat(bus.awaitIdle(SOON)).isTrue();
                assertThat(bus.call("Red", "pass", 6).toString()).endsWith(".");
            }
        }
    }

    private static void namesTheLoop(CompletableFuture<Object> failed) {
        String turned = ROUND + ROUND.substring(3) + ROUND.substring(3);
        assertThatThrownBy(failed::join)
                .hasStackTraceContaining("CALL_DEADLOCK")
                .satisfies(e -> assertThat(loopIn(e)).isSubstringOf(turned));
    }

    private static String loopIn(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        String after = message.substring(message.indexOf("for ever: ") + 10);
        return after.substring(0, after.indexOf(" (Let"));
    }

    @Test
    void aChainThroughAnEventIsANewOneAndTakesItsTurn() {
        Red.ECHOES.set(0);
        try (GraphBus bus = graph()) {
            for (int i = 0; i < 50; i++) {
                bus.callAsync("Green", "leaf");
                bus.callAsync("Red", "pass", 7);
            }
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(Red.ECHOES.get()).isGreaterThanOrEqualTo(50);
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }
}
