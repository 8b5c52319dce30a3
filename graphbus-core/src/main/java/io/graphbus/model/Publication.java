package io.graphbus.model;

import org.jspecify.annotations.Nullable;

/**
 * A declared publish.
 *
 * @param topic a concrete topic
 * @param key a JSON Pointer into the payload; {@code null} for none
 */
public record Publication(String topic, @Nullable String key) {}
