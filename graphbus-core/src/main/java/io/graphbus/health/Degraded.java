package io.graphbus.health;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Some failures, or too slow. */
record Degraded() implements HealthState {

    @Override
    public HealthStatus status() {
        return HealthStatus.DEGRADED;
    }

    @Override
    public @Nullable String reason(Evidence evidence, HealthPolicy policy) {
        if (evidence.errorRate() > policy.degradedErrorRate()) {
            return evidence.share();
        }
        Duration limit = policy.p95Limit();
        Duration p95 = evidence.p95();
        boolean slow = limit != null && p95 != null && p95.compareTo(limit) > 0;
        return slow && p95 != null ? "p95 is " + p95.toMillis() + " ms" : null;
    }
}
