package io.graphbus.model;

import io.graphbus.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A declared publish.
 *
 * @param topic a concrete topic
 * @param key a JSON Pointer into the payload; {@code null} for none
 * @param payload what is sent; {@link Schema#ANY} when the agent publishes by hand
 */
public record Publication(String topic, @Nullable String key, Schema payload) {}
