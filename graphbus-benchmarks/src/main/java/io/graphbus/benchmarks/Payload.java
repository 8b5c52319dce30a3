package io.graphbus.benchmarks;

/** A small record by reference, as most payloads are. */
public record Payload(int number, String text) {}
