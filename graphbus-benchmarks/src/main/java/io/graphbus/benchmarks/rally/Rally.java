package io.graphbus.benchmarks.rally;

/** Two agents with events going to and fro between them. */
public interface Rally extends AutoCloseable {

    /** Hits the first agent from outside. */
    void serve();

    @Override
    void close();
}
