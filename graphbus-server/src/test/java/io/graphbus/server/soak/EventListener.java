package io.graphbus.server.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/** A client of the event stream on a bare socket. */
final class EventListener implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader lines;
    private final LongAdder heard = new LongAdder();
    private volatile String ended = "";
    private volatile boolean closed;

    private EventListener(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(60_000);
        String request =
                "GET /api/v1/events/stream?topic=/Soak/* HTTP/1.1\r\nHost: localhost\r\n"
                        + "Connection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        lines =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    static EventListener begun(int port) throws IOException {
        var listener = new EventListener(port);
        for (String line = listener.lines.readLine(); !"retry: 2000".equals(line); ) {
            if (line == null) {
                throw new IOException("the stream does not begin");
            }
            line = listener.lines.readLine();
        }
        return listener;
    }

    /** One that reads all the time. */
    static EventListener reading(int port) throws IOException {
        var listener = begun(port);
        Thread.ofVirtual().start(listener::readOn);
        return listener;
    }

    void events(int count) throws IOException {
        long wanted = heard.sum() + count;
        while (heard.sum() < wanted) {
            if (!next()) {
                throw new IOException("the stream ended");
            }
        }
    }

    long heard() {
        return heard.sum();
    }

    /** Why it hears nothing any more, or nothing. */
    String ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        socket.close();
    }

    private void readOn() {
        try {
            while (next()) {}
            ended = "the server has hung up";
        } catch (IOException e) {
            ended = closed ? "" : e.toString();
        }
    }

    private boolean next() throws IOException {
        String line = lines.readLine();
        if (line != null && line.startsWith("id: ")) {
            heard.increment();
        }
        return line != null;
    }
}
