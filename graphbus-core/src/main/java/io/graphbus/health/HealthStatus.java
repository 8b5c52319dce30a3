package io.graphbus.health;

/** How an agent fares, from good to bad. */
public enum HealthStatus {
    HEALTHY,
    /** Some of its executions fail, or they take longer than they should. */
    DEGRADED,
    /** Most of its executions fail, a few in a row did, or one does not end. */
    UNHEALTHY,
    /** Many executions in a row have failed. */
    FAILED;

    /** 0 for healthy to 3 for failed. */
    public int level() {
        return ordinal();
    }

    public boolean isWorseThan(HealthStatus other) {
        return compareTo(other) > 0;
    }
}
