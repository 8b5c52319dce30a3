package io.graphbus.server.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client of the event stream on a bare socket, which reads only when it is asked to. */
final class Listening implements AutoCloseable {

    private final Socket socket = new Socket();
    private final BufferedReader lines;

    private Listening(int port, String path, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream()
                .write(
                        ("GET "
                                        + path
                                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        lines =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** A client whose stream has begun. */
    static Listening begun(int port, String path) {
        return begun(port, path, 0);
    }

    /** A client that has begun and takes few bytes that it does not read. */
    static Listening begun(int port, String path, int receiveBuffer) {
        try {
            var client = new Listening(port, path, receiveBuffer);
            if (!client.until("retry: 2000")) {
                throw new IllegalStateException("The stream of " + path + " does not begin.");
            }
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads so many events. */
    int events(int count) throws IOException {
        int seen = 0;
        while (seen < count) {
            String line = lines.readLine();
            if (line == null) {
                return seen;
            }
            seen += line.startsWith("id: ") ? 1 : 0;
        }
        return seen;
    }

    /** Reads up to a line; says whether it came. */
    boolean until(String wanted) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
