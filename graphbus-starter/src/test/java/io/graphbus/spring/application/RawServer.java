package io.graphbus.spring.application;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sends the same bytes to whoever connects, whatever it says. */
final class RawServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final byte[] bytes;
    private final boolean hangUp;

    RawServer(String text, boolean hangUp) throws IOException {
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
        this.hangUp = hangUp;
        Thread.ofPlatform().daemon().start(this::serve);
    }

    String url() {
        return "http://localhost:" + socket.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                Socket client = socket.accept();
                open.add(client);
                client.getInputStream().read();
                client.getOutputStream().write(bytes);
                client.getOutputStream().flush();
                if (hangUp) {
                    client.close();
                }
            }
        } catch (IOException e) {
            // closed, or the client has left
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
