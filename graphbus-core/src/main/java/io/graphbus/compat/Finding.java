package io.graphbus.compat;

/**
 * One reason for a verdict, or something to know beside it.
 *
 * @param code what kind of thing, such as {@code REQUIRED} or {@code FORMAT_DIFFERS}
 * @param pointer JSON Pointer into the value
 * @param message in words
 */
public record Finding(String code, String pointer, String message) {}
