package io.graphbus.spring.metrics;

import io.graphbus.GraphBus;
import io.graphbus.contract.notice.ContractImpacted;
import io.graphbus.contract.notice.Outcome;
import io.graphbus.migration.delivery.DeliverySignal;
import io.graphbus.migration.delivery.DeliverySignal.PayloadMigrated;
import io.graphbus.migration.delivery.DeliverySignal.PayloadRefused;
import io.graphbus.signal.EngineSignal.AgentRestarted;
import io.graphbus.signal.SignalListener;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What one graph's own counters do not have, counted since somebody began to count. */
final class SignalCounts {

    private static final String MIGRATED = "";

    private final Map<String, LongAdder> restarts = new ConcurrentHashMap<>();
    private final Map<Payloads, LongAdder> payloads = new ConcurrentHashMap<>();
    private final Map<Notices, LongAdder> notices = new ConcurrentHashMap<>();

    SignalCounts(GraphBus bus) {
        bus.watch(SignalListener.of(AgentRestarted.class, this::restarted));
        bus.watch(SignalListener.of(DeliverySignal.class, this::judged));
        bus.watch(SignalListener.of(ContractImpacted.class, this::told));
    }

    /**
     * Payloads that were not passed on as they were.
     *
     * @param reason why they were refused; empty for those that were migrated
     */
    record Payloads(String agent, String subscription, String reason) {

        boolean isMigrated() {
            return reason.equals(MIGRATED);
        }
    }

    /** Contracts of others that an agent was told of. */
    record Notices(String agent, Outcome outcome) {}

    private void told(ContractImpacted signal) {
        notices.computeIfAbsent(
                        new Notices(signal.affected(), signal.outcome()), n -> new LongAdder())
                .increment();
    }

    private void restarted(AgentRestarted signal) {
        restarts.computeIfAbsent(signal.agent(), agent -> new LongAdder()).increment();
    }

    private void judged(DeliverySignal signal) {
        String reason =
                switch (signal) {
                    case PayloadMigrated migrated -> MIGRATED;
                    case PayloadRefused refused -> refused.reason().name();
                };
        payloads.computeIfAbsent(
                        new Payloads(signal.agent(), signal.subscription(), reason),
                        p -> new LongAdder())
                .increment();
    }

    long restarts(String agent) {
        LongAdder count = restarts.get(agent);
        return count == null ? 0 : count.sum();
    }

    /** Those of one agent, by outcome. */
    Map<Outcome, Long> notices(String agent) {
        Map<Outcome, Long> counted = new EnumMap<>(Outcome.class);
        notices.forEach(
                (what, count) -> {
                    if (what.agent.equals(agent)) {
                        counted.put(what.outcome, count.sum());
                    }
                });
        return counted;
    }

    /** Those of one subscription, by reason. */
    Map<Payloads, Long> payloads(String agent, String subscription) {
        Map<Payloads, Long> counted = new TreeMap<>((a, b) -> a.reason.compareTo(b.reason));
        payloads.forEach(
                (what, count) -> {
                    if (what.agent.equals(agent) && what.subscription.equals(subscription)) {
                        counted.put(what, count.sum());
                    }
                });
        return counted;
    }
}
