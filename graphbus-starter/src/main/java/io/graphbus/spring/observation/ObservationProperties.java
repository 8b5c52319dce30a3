package io.graphbus.spring.observation;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whether the graph is observed.
 *
 * @param enabled Whether publishes, deliveries and calls are observed. Unless it is set, they are
 *     where observations are handled by something other than meters, such as tracing.
 */
@ConfigurationProperties("graphbus.observation")
record ObservationProperties(@Nullable Boolean enabled) {}
