package io.graphbus.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.GraphBusServer;
import io.graphbus.server.graph.LiveGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

@Timeout(60)
class StreamAtStopTest {

    private static final int MANY = 20_000;

    @Test
    void aStopTellsWhoReadsAndDoesNotWaitForWhoDoesNot() throws Exception {
        ConfigurableApplicationContext server =
                GraphBusServer.application()
                        .run(
                                "--server.port=0",
                                "--spring.datasource.url=jdbc:h2:mem:stop",
                                "--graphbus.security.admin-token=s3cret",
                                "--server.tomcat.connection-timeout=10m",
                                "--spring.lifecycle.timeout-per-shutdown-phase=10m",
                                "--graphbus.events.stream.buffer=100000");
        int port = ((WebServerApplicationContext) server).getWebServer().getPort();
        try (var reading = Listening.begun(port, "/api/v1/events/stream?topic=/Quiet/*");
                var stuck = Listening.begun(port, "/api/v1/events/stream?topic=/Loud/*", 2_048)) {
            LiveGraph live = server.getBean(LiveGraph.class);
            for (int i = 0; i < MANY; i++) {
                live.bus().publish("/Loud/Event", "0123456789".repeat(50));
            }
            server.close();

            assertThat(reading.until("event: closed")).isTrue();
            assertThat(reading.until("never")).isFalse();
            assertThat(stuck.events(MANY)).isLessThan(MANY);
        } finally {
            server.close();
        }
    }
}
