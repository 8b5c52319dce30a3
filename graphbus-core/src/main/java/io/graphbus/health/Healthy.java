package io.graphbus.health;

import org.jspecify.annotations.Nullable;

/** Nothing worse. */
record Healthy() implements HealthState {

    @Override
    public HealthStatus status() {
        return HealthStatus.HEALTHY;
    }

    @Override
    public @Nullable String reason(Evidence evidence, HealthPolicy policy) {
        return "nothing to complain of";
    }
}
