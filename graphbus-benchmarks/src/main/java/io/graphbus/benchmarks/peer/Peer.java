package io.graphbus.benchmarks.peer;

/** An event bus with its subscribers in place. Published to by several threads. */
public interface Peer extends AutoCloseable {

    void publish(String topic, Payload payload);

    /** Whether it bounds by itself what is under way; what does not gets a window from outside. */
    default boolean isBounded() {
        return false;
    }

    /** Ends its threads. Everything published has been handled before. */
    @Override
    void close();
}
