package io.graphbus.spring.idempotency;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events with an idempotency key are published once.
 *
 * @param enabled Whether idempotency keys are remembered; without it, events that have one are
 *     refused.
 * @param window Time during which publishing with a known key publishes nothing.
 * @param maxKeys Most keys remembered; the oldest is forgotten first.
 */
@ConfigurationProperties("graphbus.idempotency")
public record IdempotencyProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("2m") Duration window,
        @DefaultValue("10000") int maxKeys) {

    public IdempotencyProperties {
        if (window.isZero() || window.isNegative()) {
            throw wrong("window", window + " is no positive duration.", "Set a duration like 2m.");
        }
        if (maxKeys < 1) {
            throw wrong("max-keys", maxKeys + " is too small.", "Set 1 or more.");
        }
    }

    private static RuntimeException wrong(String name, String message, String hint) {
        return Problem.of(
                        ProblemCode.INVALID_CONFIGURATION,
                        "graphbus.idempotency." + name,
                        message,
                        hint)
                .toException();
    }
}
