package io.graphbus.problem;

/**
 * One fault inside a larger input.
 *
 * @param path where in the input, such as an argument's name or a JSON Pointer
 * @param message what is wrong there
 */
public record Violation(String path, String message) {}
