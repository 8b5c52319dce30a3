package io.graphbus.spring.idempotency;

import io.graphbus.spring.setting.Setting;
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

    private static final int MANY = 10_000_000;

    public IdempotencyProperties {
        Setting.positive("graphbus.idempotency.window", window);
        Setting.atLeast("graphbus.idempotency.max-keys", maxKeys, 1);
        Setting.atMost("graphbus.idempotency.max-keys", maxKeys, MANY, "" + MANY);
    }
}
