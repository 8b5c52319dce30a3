package io.graphbus.server.event;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Events over HTTP.
 *
 * @param batchSize most events that one batch of CloudEvents may have
 */
@ConfigurationProperties("graphbus.events")
record EventProperties(@DefaultValue("10000") int batchSize) {}
