package io.graphbus.server.event.stream;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.WriteListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the container says of a connection. */
final class StreamListener implements WriteListener, AsyncListener {

    private static final Logger log = LoggerFactory.getLogger(StreamListener.class);

    private final StreamClient client;
    private final Sink sink;
    private final EventStream stream;

    StreamListener(StreamClient client, Sink sink, EventStream stream) {
        this.client = client;
        this.sink = sink;
        this.stream = stream;
    }

    @Override
    public void onWritePossible() {
        client.open(sink);
    }

    @Override
    public void onError(Throwable failure) {
        log.debug("A client of the event stream has hung up", failure);
        client.end();
    }

    @Override
    public void onError(AsyncEvent event) {
        client.end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        client.end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        stream.forget(client);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // only this class's own requests are asynchronous, and they are so once
    }
}
