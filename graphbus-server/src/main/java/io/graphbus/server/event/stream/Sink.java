package io.graphbus.server.event.stream;

import java.io.IOException;

/** Where a client's bytes go without anybody waiting. Used by one thread at a time. */
interface Sink {

    /**
     * Whether bytes are taken now. When not, the client is told once they are.
     *
     * @throws IOException when the connection is gone
     */
    boolean isReady() throws IOException;

    /** Takes bytes; only when ready. */
    void write(byte[] bytes) throws IOException;

    /** Sends what was taken; only when ready. */
    void flush() throws IOException;

    /** Ends the connection, whatever was not sent. */
    void close();
}
