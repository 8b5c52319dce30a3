package io.graphbus.stress;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.Assertions;

/**
 * Everything at once for a while: publishers, callers of both kinds, and a graph that comes and
 * goes.
 */
final class MixedLoad {

    /** Handlers never wait for room, so those who publish to them keep within bounds. */
    private static final int BACKLOG = 1000;

    final LongAdder orders = new LongAdder();
    private final LongAdder fine = new LongAdder();
    final LongAdder calls = new LongAdder();
    final LongAdder restarts = new LongAdder();
    private final GraphBus bus;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    MixedLoad(GraphBus bus) {
        this.bus = bus;
    }

    /** The agent of the graph that comes and goes. */
    @Agent
    public static class Mayfly {
        @Subscribes("/Mayfly")
        public void on(int number) {}

        @SchemaMethod
        public int answer() {
            return 42;
        }
    }

    private interface Work {
        void once(int number) throws Exception;
    }

    /** Runs all of it and comes back when the last piece of work was begun. */
    void run(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        List<Thread> threads = new ArrayList<>();
        threads.add(Thread.ofPlatform().start(() -> repeat(end, i -> publish(0, i))));
        threads.add(Thread.ofVirtual().start(() -> repeat(end, i -> publish(1, i))));
        threads.add(Thread.ofPlatform().start(() -> repeat(end, this::call)));
        threads.add(Thread.ofPlatform().start(() -> repeat(end, this::callAsync)));
        threads.add(Thread.ofPlatform().start(() -> comeAndGo(end)));
        for (Thread thread : threads) {
            thread.join();
        }
        Assertions.assertThat(failures).isEmpty();
    }

    private void repeat(long end, Work work) {
        try {
            for (int i = 0; System.nanoTime() < end && failures.isEmpty(); i++) {
                work.once(i);
            }
        } catch (Throwable e) { // a thread's edge
            failures.add(e);
        }
    }

    private void publish(int publisher, int number) {
        MixedAgents.Order order = new MixedAgents.Order(publisher, number, "order " + number);
        while (fine.sum() - MixedAgents.PASSED.sum() > BACKLOG) {
            LockSupport.parkNanos(1);
        }
        orders.increment();
        if (order.isFine()) {
            fine.increment();
        }
        bus.publish("/Mixed/Orders/P" + publisher, order);
    }

    private void call(int number) {
        if (number % 2 == 0) {
            bus.call("Ledger", "add", 1);
        } else {
            bus.call("Broker", "relay", 1);
        }
        calls.increment();
    }

    private void callAsync(int number) {
        List<CompletableFuture<?>> several = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            several.add(bus.callAsync("Ledger", "add", 1));
        }
        CompletableFuture.allOf(several.toArray(CompletableFuture[]::new)).join();
        calls.add(several.size());
    }

    /** One thread starts and stops a graph of its own while another uses it. */
    private void comeAndGo(long end) {
        RuntimeOptions quick = RuntimeOptions.builder().callTimeout(Duration.ofSeconds(1)).build();
        GraphBus own = GraphBus.builder().agent(Mayfly.class).options(quick).build();
        Thread user = Thread.ofVirtual().start(() -> repeat(end, i -> use(own, i)));
        repeat(end, i -> startAndStop(own));
        try (own) {
            user.join();
        } catch (InterruptedException e) {
            failures.add(e);
        }
    }

    private void startAndStop(GraphBus own) {
        own.start();
        for (int i = 0; i < 100; i++) {
            own.publish("/Mayfly", i);
        }
        own.stop();
        Assertions.assertThat(Load.awaitSettled(own)).as(own.stats().toString()).isTrue();
        restarts.increment();
    }

    private static void use(GraphBus own, int number) {
        try {
            own.publish("/Mayfly", number);
            own.call("Mayfly", "answer");
        } catch (GraphBusException e) {
            Assertions.assertThat(e.problem().code())
                    .isIn(ProblemCode.STOPPED, ProblemCode.NOT_STARTED);
            Thread.yield();
        }
    }
}
