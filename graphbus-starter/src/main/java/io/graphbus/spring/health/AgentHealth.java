package io.graphbus.spring.health;

import io.graphbus.GraphBus;
import io.graphbus.contract.notice.Notice;
import io.graphbus.health.HealthStatus;
import io.graphbus.runtime.RuntimeStats.AgentStats;
import io.graphbus.runtime.RuntimeStats.MethodStats;
import io.graphbus.runtime.RuntimeStats.SubscriptionStats;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** One agent's state as Spring Boot says it. */
final class AgentHealth {

    /**
     * An agent that keeps failing, or takes no more work while its graph runs. Answered with 200:
     * the application itself works.
     */
    static final Status AGENT_FAILED = new Status("AGENT_FAILED");

    private AgentHealth() {}

    static Health of(GraphBus bus, AgentStats agent) {
        Health.Builder health = of(agent, bus.isRunning());
        bus.health().ifPresent(monitor -> describe(health, monitor.of(agent.agent())));
        return health.build();
    }

    /** The same of an agent whose graph has stopped to make room for the next. */
    static Health asServing(Health stopped) {
        return Health.up().withDetails(stopped.getDetails()).build();
    }

    /** With what the agent was told of contracts of others, if it was; its status is the same. */
    static Health told(Health health, List<Notice> notices) {
        return notices.isEmpty()
                ? health
                : Health.status(health.getStatus())
                        .withDetails(health.getDetails())
                        .withDetail("contractNotices", notices.stream().map(Notice::text).toList())
                        .build();
    }

    static Health.Builder of(AgentStats agent, boolean running) {
        return Health.status(status(agent, running))
                .withDetail("queueDepth", agent.queueDepth())
                .withDetail("calls", agent.methods().stream().mapToLong(MethodStats::calls).sum())
                .withDetail("errors", agent.methods().stream().mapToLong(MethodStats::errors).sum())
                .withDetail(
                        "delivered",
                        agent.subscriptions().stream()
                                .mapToLong(SubscriptionStats::delivered)
                                .sum())
                .withDetail(
                        "failed",
                        agent.subscriptions().stream().mapToLong(SubscriptionStats::failed).sum());
    }

    private static void describe(Health.Builder health, io.graphbus.health.AgentHealth agent) {
        boolean up = Status.UP.equals(health.build().getStatus());
        if (up && agent.status() == HealthStatus.FAILED) {
            health.status(AGENT_FAILED);
        }
        health.withDetail("health", agent.status().name())
                .withDetail("errorRate", agent.errorRate())
                .withDetail("consecutiveFailures", agent.consecutiveFailures())
                .withDetail("restarts", agent.restarts());
        if (agent.status() != HealthStatus.HEALTHY) {
            health.withDetail("reason", agent.reason());
        }
        if (agent.stuck() != null) {
            health.withDetail("stuck", agent.stuck().operation());
        }
    }

    private static Status status(AgentStats agent, boolean running) {
        if (!running) {
            return Status.OUT_OF_SERVICE;
        }
        return agent.active() ? Status.UP : AGENT_FAILED;
    }
}
