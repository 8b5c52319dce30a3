package io.graphbus.server.event.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The response to a request that stays open. */
final class ServletSink implements Sink {

    private static final Logger log = LoggerFactory.getLogger(ServletSink.class);

    private final AsyncContext request;
    private final ServletOutputStream out;

    ServletSink(AsyncContext request, ServletOutputStream out) {
        this.request = request;
        this.out = out;
    }

    @Override
    public boolean isReady() throws IOException {
        try {
            return out.isReady();
        } catch (IllegalStateException e) { // the container has ended the request already
            throw new IOException(e);
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() {
        try {
            request.complete();
        } catch (IllegalStateException e) {
            log.debug("A stream had ended already", e);
        }
    }
}
