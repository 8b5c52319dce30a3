package io.graphbus.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Tomcat whose one servlet refuses every body unread. */
@Timeout(60)
class DrainValveTest {

    private static final int MOST = 100_000;

    @TempDir private Path directory;
    private final Tomcat tomcat = new Tomcat();
    private final AtomicLong clock = new AtomicLong();

    @BeforeEach
    void start() throws LifecycleException {
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.setSilent(true);
        tomcat.getEngine()
                .getPipeline()
                .addValve(new DrainValve(MOST, () -> new Pace(clock::get, Duration.ofSeconds(5))));
        var context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "refusing", new Refusing());
        context.addServletMappingDecoded("/", "refusing");
        tomcat.start();
    }

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void aBodyThatComesIsReadSoThatTheConnectionGoesOn() throws IOException {
        try (var socket = connect()) {
            send(socket, head(50_000) + "a".repeat(50_000));
            assertThat(answer(socket)).startsWith("HTTP/1.1 403");
            send(socket, head(0));
            assertThat(answer(socket)).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void theRefusalComesBeforeTheRestOfTheBody() throws IOException {
        try (var socket = connect()) {
            send(socket, head(50_000) + "a");
            assertThat(answer(socket)).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void whoIsSlowIsHungUpOn() throws IOException {
        try (var socket = connect()) {
            send(socket, head(50_000) + "a");
            assertThat(answer(socket)).startsWith("HTTP/1.1 403");
            clock.addAndGet(Duration.ofSeconds(6).toNanos());
            send(socket, "a");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoSendsTooMuchIsHungUpOn() throws IOException {
        try (var socket = connect()) {
            send(socket, head(10 * MOST) + "a".repeat(MOST + 10_000));
            assertThat(answer(socket)).startsWith("HTTP/1.1 403");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    private Socket connect() throws IOException {
        return new Socket("127.0.0.1", tomcat.getConnector().getLocalPort());
    }

    private static String head(int length) {
        return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The head of the answer, which has no body. */
    private static String answer(Socket socket) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private static final class Refusing extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(403);
            response.setContentLength(0);
        }
    }
}
