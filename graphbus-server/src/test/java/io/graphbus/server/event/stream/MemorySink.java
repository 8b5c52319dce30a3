package io.graphbus.server.event.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A connection that is read at once, unless it is told otherwise. */
final class MemorySink implements Sink {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int flushed;
    boolean ready = true;
    boolean broken;
    int closed;

    @Override
    public boolean isReady() throws IOException {
        if (broken) {
            throw new IOException("broken pipe");
        }
        return ready;
    }

    @Override
    public void write(byte[] written) {
        bytes.writeBytes(written);
    }

    @Override
    public void flush() {
        flushed = bytes.size();
    }

    @Override
    public void close() {
        closed++;
    }

    boolean isFlushed() {
        return flushed == bytes.size();
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Topics of the events that were written. */
    List<String> topics() {
        return text().lines()
                .filter(line -> line.startsWith("data: {\"id\""))
                .map(line -> JsonMapper.shared().readTree(line.substring(6)))
                .map(event -> event.at("/topic").asString())
                .toList();
    }
}
