package io.graphbus.benchmarks.peer;

/**
 * A small record by reference, as most payloads are.
 *
 * @param step what a handler counts: one
 */
public record Payload(int step, String text) {}
