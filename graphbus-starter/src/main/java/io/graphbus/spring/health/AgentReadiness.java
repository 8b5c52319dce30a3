package io.graphbus.spring.health;

import io.graphbus.GraphBus;
import io.graphbus.health.HealthMonitor;
import io.graphbus.health.HealthStatus;
import io.graphbus.spring.CurrentGraph;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Has the application refuse traffic while an agent has failed. It takes back only what it has said
 * itself.
 */
final class AgentReadiness implements SmartLifecycle {

    private final CurrentGraph current;
    private final ApplicationEventPublisher events;
    private boolean refusing;
    private boolean running;

    AgentReadiness(CurrentGraph current, ApplicationEventPublisher events) {
        this.current = current;
        this.events = events;
    }

    @Override
    public synchronized void start() {
        running = true;
        watch(current.bus());
        current.onChange(this::watch);
    }

    private void watch(GraphBus bus) {
        bus.health().ifPresent(health -> health.onChange(change -> look()));
        look();
    }

    private synchronized void look() {
        boolean failed = current.bus().health().map(AgentReadiness::hasFailedAgent).orElse(false);
        if (running && failed != refusing) {
            refusing = failed;
            AvailabilityChangeEvent.publish(
                    events,
                    this,
                    failed ? ReadinessState.REFUSING_TRAFFIC : ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    private static boolean hasFailedAgent(HealthMonitor health) {
        return health.summary().worst() == HealthStatus.FAILED;
    }

    @Override
    public synchronized void stop() {
        running = false;
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
