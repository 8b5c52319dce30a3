package io.graphbus.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.SchemaMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncChainTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Agent
    public static class Asker {
        private final AgentContext context;
        static volatile CountDownLatch otherWaits = new CountDownLatch(0);

        public Asker(AgentContext context) {
            this.context = context;
        }

        /**
         * Starts a call that comes back here, and waits for it only after that call has lined up.
         */
        @SchemaMethod
        public Object late() throws InterruptedException {
            CompletableFuture<Object> future = context.callAsync("Answerer", "back");
            otherWaits.await();
            return future.join();
        }

        @SchemaMethod
        public Object never() {
            CompletableFuture<Object> future = context.callAsync("Answerer", "back");
            return future.isDone();
        }

        @SchemaMethod
        public String leaf() {
            return "leaf";
        }

        @SchemaMethod
        public Object throughMiddle() throws InterruptedException {
            CompletableFuture<Object> future = context.callAsync("Middle", "callAnswerer");
            otherWaits.await();
            return future.join();
        }
    }

    @Agent
    public static class Answerer {
        private final AgentContext context;

        public Answerer(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public Object back() {
            Asker.otherWaits.countDown();
            return context.call("Asker", "leaf");
        }

        /** Another chain: holds this agent and wants the asker. */
        @SchemaMethod
        public Object wantsAsker() {
            Asker.otherWaits.countDown();
            return context.call("Asker", "leaf");
        }

        @SchemaMethod
        public String leaf() {
            return "leaf";
        }
    }

    @Agent
    public static class Middle {
        private final AgentContext context;

        public Middle(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public Object callAnswerer() {
            return context.call("Answerer", "leaf");
        }
    }

    private static GraphBus graph() {
        return GraphBus.of(Asker.class, Answerer.class, Middle.class);
    }

    @Test
    void aCallThatLinedUpBeforeTheWaitIsLetInByIt() {
        for (int i = 0; i < 200; i++) {
            Asker.otherWaits = new CountDownLatch(1);
            try (GraphBus bus = graph()) {
                assertThat(bus.call("Asker", "late")).isEqualTo("leaf");
                assertThat(bus.awaitIdle(SOON)).isTrue();
            }
        }
    }

    @Test
    void aCallBackThatNobodyWaitsForTakesItsTurn() {
        try (GraphBus bus = graph()) {
            assertThat(bus.call("Asker", "never")).isEqualTo(false);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.call("Asker", "leaf")).isEqualTo("leaf");
        }
    }

    @Test
    void aLoopThroughAFutureIsFoundFromEitherSide() {
        for (int i = 0; i < 50; i++) {
            Asker.otherWaits = new CountDownLatch(1);
            try (GraphBus bus = graph()) {
                CompletableFuture<Object> one = bus.callAsync("Asker", "throughMiddle");
                CompletableFuture<Object> other = bus.callAsync("Answerer", "wantsAsker");
                CompletableFuture.allOf(one, other).exceptionally(e -> null).join();
                for (CompletableFuture<Object> call : List.of(one, other)) {
                    if (call.isCompletedExceptionally()) {
                        assertThatThrownBy(call::join)
                                .hasStackTraceContaining("CALL_DEADLOCK")
                                .hasStackTraceContaining("Asker");
                    }
                }
                assertThat(bus.awaitIdle(SOON)).isTrue();
            }
        }
    }
}
