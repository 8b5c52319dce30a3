package io.graphbus.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Event;
import io.graphbus.agent.Retry;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Envelope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandOverTest {

    private static final ThreadLocal<String> USER = ThreadLocal.withInitial(() -> "nobody");

    @Agent
    public static class Who {
        @SchemaMethod
        public String calls() {
            return USER.get();
        }
    }

    /** Takes the user along, and says that it did. */
    private record Taking(String name, List<String> order) implements Interceptor {
        @Override
        public @Nullable Object intercept(Invocation invocation, Next next) throws Throwable {
            return next.proceed(invocation);
        }

        @Override
        public Runnable handOver(Runnable call) {
            String user = USER.get();
            return () -> {
                order.add(name);
                USER.set(user);
                call.run();
            };
        }
    }

    @Test
    void anInterceptorMayTakeAlongWhatBelongsToTheCallersThread() {
        List<String> order = new CopyOnWriteArrayList<>();
        try (GraphBus bus =
                GraphBus.builder()
                        .agent(new Who())
                        .interceptor(new Taking("outer", order))
                        .interceptor(new Taking("inner", order))
                        .build()
                        .start()) {
            USER.set("Ada");
            assertThat(bus.callAsync("Who", "calls").join()).isEqualTo("Ada");
            assertThat(order).containsExactly("outer", "inner");
        } finally {
            USER.remove();
        }
    }

    @Test
    void withoutOneNothingIsTakenAlong() {
        try (GraphBus bus = GraphBus.of(new Who())) {
            USER.set("Ada");
            assertThat(bus.callAsync("Who", "calls").join()).isEqualTo("nobody");
        } finally {
            USER.remove();
        }
    }

    /** Gets it right the third time. */
    @Agent
    public static class Slow {
        final List<Integer> failures = new CopyOnWriteArrayList<>();

        @Subscribes(value = "/Slow", id = "it", retry = @Retry(retries = 3, delay = "1ms"))
        public void hear(Event event) {
            failures.add(((Envelope) event).failures("Slow", "it"));
            if (failures.size() < 3) {
                throw new IllegalStateException("not yet");
            }
        }
    }

    @Test
    void anEventKnowsHowOftenItHasFailedWhere() {
        Slow slow = new Slow();
        try (GraphBus bus = GraphBus.of(slow)) {
            Envelope event = (Envelope) bus.publish("/Slow", 1);
            while (bus.stats().delivered() == 0) {
                bus.awaitIdle(Duration.ofMillis(50));
                Thread.onSpinWait();
            }
            assertThat(slow.failures).containsExactly(0, 1, 2);
            assertThat(event.failures("Slow", "it")).isEqualTo(2);
            assertThat(event.failures("Slow", "other")).isZero();
        }
    }
}
