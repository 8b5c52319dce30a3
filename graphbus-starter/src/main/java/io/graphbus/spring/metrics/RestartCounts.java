package io.graphbus.spring.metrics;

import io.graphbus.GraphBus;
import io.graphbus.signal.EngineSignal.AgentRestarted;
import io.graphbus.signal.SignalListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each agent of one graph was restarted since somebody began to count. */
final class RestartCounts {

    private final Map<String, LongAdder> restarts = new ConcurrentHashMap<>();

    RestartCounts(GraphBus bus) {
        bus.watch(SignalListener.of(AgentRestarted.class, this::restarted));
    }

    private void restarted(AgentRestarted signal) {
        restarts.computeIfAbsent(signal.agent(), agent -> new LongAdder()).increment();
    }

    long of(String agent) {
        LongAdder count = restarts.get(agent);
        return count == null ? 0 : count.sum();
    }
}
