package io.graphbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.mailbox.Overflow;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An agent that hears an event more often than its mailbox has places. */
@Timeout(60)
class CrowdedMailboxTest {

    @Agent
    public static class Twice {

        @Subscribes("/A")
        public void concrete(int number) {}

        @Subscribes("/*")
        public void wide(int number) {}
    }

    @Test
    void itsPublisherIsToldSoInTime() throws Exception {
        RuntimeOptions options =
                RuntimeOptions.builder()
                        .mailboxCapacity(1)
                        .overflow(Overflow.BLOCK)
                        .callTimeout(Duration.ofMillis(100))
                        .build();
        try (GraphBus graph =
                GraphBus.builder().options(options).agent(new Twice()).build().start()) {
            CompletableFuture<Throwable> told = new CompletableFuture<>();
            Thread publisher =
                    Thread.ofPlatform()
                            .daemon()
                            .start(
                                    () -> {
                                        try {
                                            graph.publish("/A", 1);
                                            told.complete(new AssertionError("accepted"));
                                        } catch (Throwable e) {
                                            told.complete(e);
                                        }
                                    });
            try {
                assertThat(told.get(20, TimeUnit.SECONDS))
                        .isInstanceOfSatisfying(
                                GraphBusException.class,
                                e ->
                                        assertThat(e.problem().code())
                                                .isEqualTo(ProblemCode.QUEUE_FULL));
            } finally {
                publisher.interrupt();
            }
        }
    }
}
