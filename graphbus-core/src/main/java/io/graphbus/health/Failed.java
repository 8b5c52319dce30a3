package io.graphbus.health;

import org.jspecify.annotations.Nullable;

/** Many failures in a row: nothing shows that the agent still works. */
record Failed() implements HealthState {

    @Override
    public HealthStatus status() {
        return HealthStatus.FAILED;
    }

    @Override
    public @Nullable String reason(Evidence evidence, HealthPolicy policy) {
        return evidence.run() >= policy.failedFailures() ? evidence.inARow() : null;
    }
}
