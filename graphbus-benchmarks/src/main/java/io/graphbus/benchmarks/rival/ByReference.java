package io.graphbus.benchmarks.rival;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Has Vert.x hand payloads over as they are. */
public record ByReference<T>(String name) implements MessageCodec<T, T> {

    @Override
    public void encodeToWire(Buffer buffer, T payload) {
        throw new UnsupportedOperationException("events stay in this process");
    }

    @Override
    public T decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException("events stay in this process");
    }

    @Override
    public T transform(T payload) {
        return payload;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
