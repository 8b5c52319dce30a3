package io.graphbus.server.security.key;

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
        @DefaultValue("5s") Duration cacheTime, @DefaultValue("5m") Duration outageTime) {}
