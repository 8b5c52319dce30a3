package io.graphbus.benchmarks;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What agents cost that have nothing to do: heap after garbage collection with none and with many
 * agents of one class, each with one subscription, and the times to build, start, look at and stop
 * such a graph. Argument: how many agents, 100,000 unless told.
 */
public final class IdleAgents {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final int count;
    private final List<Object> agents = new ArrayList<>();

    private IdleAgents(int count) {
        this.count = count;
    }

    /** One that hears a topic nobody publishes to. */
    @Agent
    public static class Idle {

        private int heard;

        @Subscribes("/Idle/Topic")
        public void hear() {
            heard++;
        }
    }

    public static void main(String[] arguments) {
        int count = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
        new IdleAgents(Math.min(1000, count)).run(); // loads classes and warms up
        new IdleAgents(count).run();
    }

    private void run() {
        for (int i = 0; i < count; i++) {
            agents.add(new Idle());
        }
        GraphBus none = GraphBus.of(new Idle());
        long before = heap();
        say("agents: %,d, heap before: %,d KB", count, before / 1024);
        GraphBus.Builder builder = GraphBus.builder();
        for (int i = 0; i < count; i++) {
            builder.agent("idle-" + i, agents.get(i));
        }
        GraphBus bus = timed("build", builder::build);
        timed("start", bus::start);
        long idle = heap() - before;
        say("heap: %,d KB more, %,d bytes per agent", idle / 1024, idle / count);
        say("threads: %d", Thread.activeCount());
        timed("await idle", () -> bus.awaitIdle(PATIENCE));
        timed("statistics", bus::stats);
        timed("an event for all", () -> publish(bus));
        long used = heap() - before;
        say("heap after it: %,d KB more, %,d bytes per agent", used / 1024, used / count);
        timed("stop", () -> stop(bus));
        none.close();
    }

    private boolean publish(GraphBus bus) {
        bus.publish("/Idle/Topic", 1);
        return bus.awaitIdle(PATIENCE);
    }

    private static boolean stop(GraphBus bus) {
        bus.close();
        return true;
    }

    private static <T> T timed(String what, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        say("%s: %,d us", what, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
        return result;
    }

    /** Used heap once it does not shrink any more. */
    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
