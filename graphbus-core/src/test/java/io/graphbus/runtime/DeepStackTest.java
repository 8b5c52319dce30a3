package io.graphbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Priority;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.mailbox.Overflow;
import io.graphbus.problem.GraphBusException;
import io.graphbus.retry.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Code that recurses until its stack ends, and uses the engine at every level on its way. */
@Timeout(300)
class DeepStackTest {

    private static final int ROUNDS = Integer.getInteger("deep.rounds", 12);
    private static final Duration SLICE = Duration.ofMillis(200);
    private static final int SLICES = 300;

    private final Other other = new Other();

    /** What is done at every level. */
    enum Doing {
        PUBLISH,
        PUBLISH_URGENTLY,
        CALL,
        CALL_ITSELF,
        CALL_ASYNC,
        PUBLISH_AFTER
    }

    /** Recurses with frames of several sizes. */
    static final class Descent {

        private final int size;
        private final IntConsumer step;
        private int depth;

        Descent(int size, IntConsumer step) {
            this.size = size;
            this.step = step;
        }

        /** To the end of the stack; what went wrong in the engine on the way does not end it. */
        void go() {
            step.accept(depth++);
            switch (size % 4) {
                case 0 -> go();
                case 1 -> wide(1, 2, 3);
                case 2 -> wider(1, 2, 3, 4, 5, 6, 7);
                default -> caught();
            }
        }

        private long wide(long a, long b, long c) {
            go();
            return a + b + c;
        }

        private double wider(long a, double b, long c, double d, long e, double f, long g) {
            go();
            return a + b + c + d + e + f + g;
        }

        /** Goes on using the engine where the stack has just ended. */
        private void caught() {
            try {
                go();
            } catch (StackOverflowError e) {
                step.accept(depth);
                throw e;
            }
        }
    }

    @Agent
    public static class Deep {
        volatile Doing doing = Doing.PUBLISH;
        volatile AgentContext context;

        @Subscribes("/Dive")
        public void onDive(int size) {
            new Descent(size, this::step).go();
        }

        private void step(int level) {
            switch (doing) {
                case PUBLISH -> context.publish("/Deep", level);
                case PUBLISH_URGENTLY -> context.publish("/Deep", level, null, Priority.HIGH);
                case CALL -> context.call("Other", "hello");
                case CALL_ITSELF -> context.call("Deep", "again");
                case CALL_ASYNC -> {
                    if (level % 64 == 0) {
                        context.callAsync("Other", "hello");
                    }
                }
                case PUBLISH_AFTER -> {
                    if (level % 64 == 0) {
                        context.publishAfter(Duration.ofMillis(1), "/Deep", level);
                    }
                }
            }
        }

        @SchemaMethod
        public int again() {
            return 1;
        }
    }

    @Agent
    public static class Other {
        final AtomicInteger checked = new AtomicInteger();

        @Subscribes("/Deep")
        public void onDeep(int level) {}

        @Subscribes("/Check")
        public void onCheck(String text) {
            checked.incrementAndGet();
        }

        @SchemaMethod
        public String hello() {
            return "hello";
        }
    }

    /** A second subscriber, so that an event has more than one mailbox to go to. */
    @Agent
    public static class Third {
        @Subscribes("/Deep")
        public void onDeep(int level) {}
    }

    private GraphBus bus(Deep deep, Overflow overflow) {
        int capacity = overflow == Overflow.BLOCK ? 1 << 20 : 64;
        GraphBus bus =
                GraphBus.builder()
                        .agent(deep)
                        .agent(other)
                        .agent(new Third())
                        .options(
                                RuntimeOptions.builder()
                                        .mailboxCapacity(capacity)
                                        .overflow(overflow)
                                        .retry(RetryPolicy.NONE)
                                        .drainTimeout(Duration.ofSeconds(1))
                                        .build())
                        .build()
                        .start();
        deep.context = bus.context("Deep");
        return bus;
    }

    /** In slices, so that a machine that stands still for a while takes away only one of them. */
    private static boolean isIdleSoon(GraphBus bus) {
        return IntStream.range(0, SLICES).anyMatch(i -> bus.awaitIdle(SLICE));
    }

    private void assertSound(GraphBus bus, String when) {
        assertThat(isIdleSoon(bus)).as(when).isTrue();
        assertThat(bus.stats().unaccounted()).as(when).isZero();
        assertThat(bus.call("Other", "hello")).as(when).isEqualTo("hello");
        assertThat(bus.call("Deep", "again")).as(when).isEqualTo(1);
        int before = other.checked.get();
        bus.publish("/Check", "x");
        assertThat(isIdleSoon(bus)).as(when).isTrue();
        assertThat(other.checked).as(when).hasValue(before + 1);
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerWithoutEndLeavesNothingHalfDone(Doing doing) {
        Deep deep = new Deep();
        deep.doing = doing;
        try (GraphBus bus = bus(deep, Overflow.BLOCK)) {
            for (int round = 0; round < ROUNDS; round++) {
                bus.publish("/Dive", round);
                assertSound(bus, doing + ", round " + round);
            }
            assertThat(bus.stats().dead()).isGreaterThanOrEqualTo(ROUNDS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anApplicationsThreadWithoutStackLeavesNothingHalfDone(Overflow overflow)
            throws InterruptedException {
        try (GraphBus bus = bus(new Deep(), overflow)) {
            for (int round = 0; round < ROUNDS; round++) {
                boolean calls = round % 3 == 2;
                IntConsumer step =
                        calls ? level -> bus.call("Other", "hello") : level -> publish(bus, level);
                int size = round;
                Thread thread =
                        new Thread(
                                null,
                                () -> sink(new Descent(size, step)),
                                "deep",
                                (256 + 96 * (round % 5)) << 10);
                thread.start();
                thread.join();
                assertSound(bus, overflow + ", round " + round);
            }
        }
    }

    private static void publish(GraphBus bus, int level) {
        try {
            bus.publish("/Deep", level);
        } catch (GraphBusException e) {
            assertThat(e).hasMessageContaining("full");
        }
    }

    private static void sink(Descent descent) {
        try {
            descent.go();
        } catch (StackOverflowError e) {
            assertThat(e).isNotNull();
        }
    }
}
