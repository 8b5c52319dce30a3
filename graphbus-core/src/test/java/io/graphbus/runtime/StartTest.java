package io.graphbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.DependsOn;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.problem.GraphBusException;
import io.graphbus.signal.EngineSignal.AgentStopped;
import io.graphbus.signal.EngineSignal.GraphStarted;
import io.graphbus.signal.EngineSignal.GraphStopped;
import io.graphbus.signal.SignalListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Starts that fail, are stopped, or start again from within. */
@Timeout(60)
class StartTest {

    @Agent
    public static class First extends StopTest.Closing {}

    @Agent
    @DependsOn("First")
    public static class Second {
        static volatile Runnable inConstructor = () -> {};

        public Second() {
            inConstructor.run();
        }

        @SchemaMethod
        public int one() {
            return 1;
        }
    }

    private static GraphBus two() {
        return GraphBus.builder().agent(First.class).agent(Second.class).build();
    }

    @Test
    void whateverAConstructorThrowsIsUnwoundAndTheGraphMayStartAgain() {
        List<Throwable> thrown =
                List.of(
                        new IllegalStateException("x"),
                        new StackOverflowError(),
                        new OutOfMemoryError("pretended"),
                        new ExceptionInInitializerError("static"));
        for (Throwable e : thrown) {
            StopTest.Closing.CLOSED.set(0);
            Second.inConstructor = () -> StartTest.<RuntimeException>sneaky(e);
            GraphBus bus = two();
            assertThatThrownBy(bus::start)
                    .isInstanceOfSatisfying(
                            GraphBusException.class,
                            x -> assertThat(x.problem().where()).isEqualTo("Second"));
            assertThat(StopTest.Closing.CLOSED).hasValue(1);
            Second.inConstructor = () -> {};
            bus.start();
            assertThat(bus.call("Second", "one")).isEqualTo(1);
            bus.close();
            assertThat(StopTest.Closing.CLOSED).hasValue(2);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneaky(Throwable e) throws E {
        throw (E) e;
    }

    @Test
    void whatAHookThrowsIsUnwoundToo() {
        GraphBus bus = two();
        bus.watch(SignalListener.of(AgentStopped.class, s -> {}));
        Second.inConstructor = () -> {};
        GraphBus failing =
                GraphBus.builder()
                        .agent(First.class)
                        .agent(Second.class, () -> StartTest.noInstance())
                        .build();
        StopTest.Closing.CLOSED.set(0);
        assertThatThrownBy(failing::start).hasMessageContaining("Second");
        assertThat(StopTest.Closing.CLOSED).hasValue(1);
    }

    private static Object noInstance() {
        throw new IllegalStateException("the bean is gone");
    }

    @Test
    void aConstructorThatStopsTheGraphEndsItOnceItHasStarted() {
        List<Object> signals = Collections.synchronizedList(new ArrayList<>());
        GraphBus bus = two();
        bus.watch(SignalListener.of(GraphStarted.class, signals::add));
        bus.watch(SignalListener.of(GraphStopped.class, signals::add));
        Second.inConstructor = bus::stop;
        bus.start();
        Second.inConstructor = () -> {};
        assertThat(bus.isRunning()).isFalse();
        assertThat(signals).containsExactly(new GraphStarted(2), new GraphStopped(0));
    }

    @Test
    void aConstructorThatStartsTheGraphDoesNotStartItTwice() {
        GraphBus bus = two();
        AtomicInteger made = new AtomicInteger();
        Second.inConstructor =
                () -> {
                    if (made.incrementAndGet() == 1) {
                        bus.start();
                    }
                };
        bus.start();
        Second.inConstructor = () -> {};
        assertThat(made).hasValue(1);
        bus.close();
    }

    @Test
    void aStartThatHangsIsGivenUpForAStop() throws InterruptedException {
        CountDownLatch constructing = new CountDownLatch(1);
        Second.inConstructor =
                () -> {
                    constructing.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                };
        GraphBus bus = two().options(StopTest.HASTY);
        CompletableFuture<GraphBus> start = CompletableFuture.supplyAsync(bus::start);
        constructing.await();
        bus.close();
        Second.inConstructor = () -> {};
        assertThatThrownBy(start::join).isInstanceOf(CompletionException.class);
        assertThat(bus.isRunning()).isFalse();
        assertThatThrownBy(bus::start).hasMessageContaining("has been closed");
    }
}
