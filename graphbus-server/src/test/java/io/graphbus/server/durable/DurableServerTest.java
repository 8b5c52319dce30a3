package io.graphbus.server.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.server.database.Database;
import io.graphbus.server.database.TestServer;
import io.graphbus.server.database.TestServer.Answer;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import io.graphbus.store.log.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A server whose topics are durable, stopped and started on the same database. */
class DurableServerTest {

    @TempDir private Path directory;

    private Map<String, String> h2() {
        return Map.of("graphbus.data", directory.resolve("data").toString());
    }

    private TestServer start(Map<String, String> database) throws IOException {
        Path agents = Files.createDirectories(directory.resolve("project/agents"));
        Files.writeString(
                agents.resolve("Tally.java"),
                """
                import io.graphbus.agent.*;
                @Agent public class Tally implements Stateful<Tally.Sum> {
                    public record Order(int amount) {}
                    public record Sum(int total) {}
                    private int total;
                    @Subscribes(value = "/Order/Created", id = "tally")
                    public void on(Order order) { total += order.amount(); }
                    @SchemaMethod public int total() { return total; }
                    @Override public Sum captureState() { return new Sum(total); }
                    @Override public void restoreState(Sum sum) { total = sum.total(); }
                }
                """);
        Map<String, String> properties = new HashMap<>(database);
        properties.put("graphbus.artifacts", directory.resolve("project").toString());
        properties.put("graphbus.durability.mode", "durable");
        return TestServer.start(properties);
    }

    /** With an idempotency key of its own for each amount; whether it had been before. */
    private static boolean publish(TestServer server, int amount) {
        Answer answer =
                server.postJson(
                        "/api/v1/events",
                        "{\"topic\":\"/Order/Created\",\"payload\":{\"amount\":" + amount + "}}",
                        "Idempotency-Key",
                        "amount-" + amount);
        assertThat(answer.status()).isEqualTo(202);
        return answer.headers().firstValue("Idempotent-Replayed").isPresent();
    }

    private static void awaitTotal(TestServer server, int total) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (total(server) != total && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(total(server)).isEqualTo(total);
    }

    private static int total(TestServer server) {
        return server.postJson("/api/v1/agents/Tally/methods/total", "{}").json().asInt();
    }

    private void stopsAndGoesOn(Map<String, String> database) throws IOException {
        try (TestServer server = start(database)) {
            assertThat(publish(server, 1)).isFalse();
            assertThat(publish(server, 20)).isFalse();
            awaitTotal(server, 21);
            assertThat(server.bean(EventLog.class).after(0, 10)).hasSize(2);
        }
        try (TestServer server = start(database)) {
            assertThat(total(server)).isEqualTo(21);
            assertThat(publish(server, 20)).isTrue();
            assertThat(publish(server, 300)).isFalse();
            awaitTotal(server, 321);
            JdbcTemplate jdbc = server.bean(JdbcTemplate.class);
            assertThat(jdbc.queryForObject("select count(*) from graphbus_event", Integer.class))
                    .isEqualTo(3);
            assertThat(jdbc.queryForObject("select count(*) from graphbus_state", Integer.class))
                    .isZero();
        }
    }

    @Test
    void aStateIsKeptWithWhatItFollowsFromOrNotAtAll() throws IOException {
        try (TestServer server = start(h2())) {
            StateStore states = server.bean(StateStore.class);
            EventLog log = server.bean(EventLog.class);
            StoredState state = new StoredState("Tally", "1.0.0", "{\"total\":5}", Instant.EPOCH);

            assertThatThrownBy(
                            () ->
                                    log.together(
                                            () -> {
                                                states.save(state);
                                                throw new IllegalStateException("cut");
                                            }))
                    .hasMessageContaining("cut");
            assertThat(states.load("Tally").filter(s -> s.json().equals(state.json()))).isEmpty();

            log.together(() -> states.save(state));
            assertThat(states.load("Tally").map(StoredState::json)).contains(state.json());
        }
    }

    @Test
    void eventsAndStateGoOnInAnH2File() throws IOException {
        stopsAndGoesOn(h2());
    }

    @Test
    void eventsAndStateGoOnInPostgres() throws IOException {
        stopsAndGoesOn(Database.postgres());
    }
}
