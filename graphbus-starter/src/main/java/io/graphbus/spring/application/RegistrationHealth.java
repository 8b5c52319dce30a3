package io.graphbus.spring.application;

import io.graphbus.spring.application.Situation.Standing;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * How the application stands with its server. It works without one, so this is never down: at worst
 * {@code UNKNOWN}, which changes nothing in the application's own status.
 */
final class RegistrationHealth implements HealthIndicator {

    private final RegistrationLog log;

    RegistrationHealth(RegistrationLog log) {
        this.log = log;
    }

    @Override
    public Health health() {
        Situation now = log.situation();
        boolean well =
                now.standing() == Standing.REGISTERED || now.standing() == Standing.SUPERSEDED;
        Health.Builder health =
                Health.status(well ? Status.UP : Status.UNKNOWN)
                        .withDetail("registration", now.standing().name())
                        .withDetail("application", log.application())
                        .withDetail("address", log.address().toString())
                        .withDetail("since", now.since().toString());
        if (now.registeredAt() != null) {
            health.withDetail("registeredAt", now.registeredAt().toString());
        }
        if (!now.what().isEmpty()) {
            health.withDetail("problem", now.what()).withDetail("hint", now.hint());
        }
        return health.build();
    }
}
