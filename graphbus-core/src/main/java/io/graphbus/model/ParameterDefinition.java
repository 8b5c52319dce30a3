package io.graphbus.model;

import org.jspecify.annotations.Nullable;

/**
 * One parameter of a callable method.
 *
 * @param type as {@link java.lang.reflect.Type#getTypeName()} says it
 * @param defaultJson the value of an absent argument as JSON text; {@code null} when none is
 *     declared
 */
public record ParameterDefinition(
        String name, String type, boolean optional, @Nullable String defaultJson) {}
