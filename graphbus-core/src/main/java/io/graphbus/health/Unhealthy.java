package io.graphbus.health;

import org.jspecify.annotations.Nullable;

/** A few failures in a row, mostly failures, or an execution that does not end. */
record Unhealthy() implements HealthState {

    @Override
    public HealthStatus status() {
        return HealthStatus.UNHEALTHY;
    }

    @Override
    public @Nullable String reason(Evidence evidence, HealthPolicy policy) {
        AgentHealth.StuckOperation stuck = evidence.stuck();
        if (stuck != null) {
            return stuck.operation() + " takes longer than it may";
        }
        if (evidence.run() >= policy.unhealthyFailures()) {
            return evidence.inARow();
        }
        return evidence.errorRate() > policy.unhealthyErrorRate() ? evidence.share() : null;
    }
}
