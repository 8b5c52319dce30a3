package io.graphbus.server.http;

import io.graphbus.server.graph.LiveGraph;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A whole server with the agents of {@code agents/shop}, asked over HTTP; the same one for all
 * tests.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:http;DB_CLOSE_DELAY=-1",
            "graphbus.security.admin-token=s3cret",
            "graphbus.call-timeout=400ms",
            "graphbus.events.stream.heartbeat=200ms",
            "graphbus.events.stream.buffer=500"
        })
abstract class RunningServer {

    @LocalServerPort private int port;
    @Autowired protected LiveGraph live;

    protected Http http;
    protected Raw raw;

    @BeforeEach
    void connect() {
        http = new Http(port);
        raw = new Raw(port);
        if (live.bus().graph().agents().isEmpty()) {
            live.activate(TestArtifacts.of("shop"));
        }
    }

    protected void awaitIdle() {
        live.bus().awaitIdle(Duration.ofSeconds(10));
    }
}
