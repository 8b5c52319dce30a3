package io.graphbus.benchmarks.call;

import io.graphbus.benchmarks.peer.Payload;
import org.jspecify.annotations.Nullable;

/** Asks one agent and waits for what it says. Used by several threads. */
public interface Caller extends AutoCloseable {

    @Nullable Object call(Payload payload);

    @Override
    void close();
}
