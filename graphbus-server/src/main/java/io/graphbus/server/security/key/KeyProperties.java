package io.graphbus.server.security.key;

import static io.graphbus.server.setting.Bounds.between;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * API keys.
 *
 * @param cacheTime how long a key is used as last seen in the database; a key that another server
 *     revokes works that much longer here
 * @param outageTime how long known keys go on working while the database does not answer
 */
@ConfigurationProperties("graphbus.security.keys")
record KeyProperties(
        @DefaultValue("5s") Duration cacheTime, @DefaultValue("5m") Duration outageTime) {

    KeyProperties {
        Duration day = Duration.ofDays(1);
        between("graphbus.security.keys.cache-time", cacheTime, Duration.ZERO, day);
        between("graphbus.security.keys.outage-time", outageTime, Duration.ZERO, day);
    }
}
