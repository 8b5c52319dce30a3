package io.graphbus.server.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.database.Database;
import io.graphbus.server.database.TestServer;
import io.graphbus.server.database.TestServer.Answer;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A build with another version of an agent finds the state as that version has it. */
class StateAtStartTest {

    private static final String MIGRATIONS = "/api/v1/migrations";

    private static Answer build(TestServer server, String version, String member) {
        String source =
                """
                import io.graphbus.agent.*;
                @Agent(name = "Till") @Contract(version = "%s")
                public class Till implements Stateful<Till.Kept> {
                    public record Kept(int %s) {}
                    private int sum;
                    @SchemaMethod public int take(int value) { return sum += value; }
                    public Kept captureState() { return new Kept(sum); }
                    public void restoreState(Kept kept) { sum = kept.%s(); }
                }
                """
                        .formatted(version, member, member)
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n");
        return server.postJson(
                "/api/v1/builds?activate=true", "{\"files\":{\"Till.java\":\"" + source + "\"}}");
    }

    private static void register(TestServer server, String from, String to, String operation) {
        String document =
                """
                {"formatVersion":1,"agent":"Till","subject":"state","from":"%s","to":"%s",
                "operations":[%s]}"""
                        .formatted(from, to, operation);
        assertThat(server.postJson(MIGRATIONS, document).status()).isEqualTo(201);
    }

    private static String take(TestServer server) {
        Answer sum = server.postJson("/api/v1/agents/Till/methods/take", "{\"value\":7}");
        return new String(sum.body());
    }

    private static String status(TestServer server) {
        return String.join(
                ", ",
                StreamSupport.stream(
                                server.get(MIGRATIONS + "/status")
                                        .json()
                                        .at("/items")
                                        .spliterator(),
                                false)
                        .map(run -> run.at("/to").asString() + " " + run.at("/status").asString())
                        .toList());
    }

    @Test
    void statesAreMigratedByActivationsAndGoBackWithThem() {
        try (TestServer server =
                TestServer.start(Database.h2(), "--graphbus.builds.enabled=true")) {
            String first = build(server, "1.0.0", "amount").text("id");
            assertThat(take(server)).isEqualTo("7");
            register(
                    server,
                    "1.0.0",
                    "2.0.0",
                    "{\"op\":\"rename\",\"path\":\"/amount\",\"to\":\"total\"}");

            assertThat(build(server, "2.0.0", "total").text("status")).isEqualTo("ACTIVE");
            assertThat(take(server)).isEqualTo("14");
            assertThat(status(server)).isEqualTo("2.0.0 APPLIED");

            runningAgentsAreLeftAlone(server);
            whatCannotBeMigratedDoesNotStart(server);

            server.postJson("/api/v1/builds/" + first + "/activate", "");
            assertThat(take(server)).isEqualTo("28");
            server.bean(LiveGraph.class).bus().saveState();
            assertThat(server.bean(StateStore.class).load("Till"))
                    .map(StoredState::json)
                    .contains("{\"amount\":28}");
        }
    }

    private static void runningAgentsAreLeftAlone(TestServer server) {
        Answer rolledBack = server.postJson(MIGRATIONS + "/Till:state:1.0.0:2.0.0/rollback", "{}");
        assertThat(rolledBack.status()).isEqualTo(409);
        assertThat(rolledBack.text("detail")).contains("running as version 2.0.0");
    }

    private static void whatCannotBeMigratedDoesNotStart(TestServer server) {
        register(
                server,
                "2.0.0",
                "3.0.0",
                "{\"op\":\"convert\",\"path\":\"/total\",\"from\":\"boolean\",\"to\":\"string\"}");
        Answer refused = build(server, "3.0.0", "total");
        assertThat(refused.text("status")).as(new String(refused.body())).isNotEqualTo("ACTIVE");
        assertThat(new String(refused.body())).contains("cannot be migrated");
        assertThat(take(server)).isEqualTo("21");
        assertThat(status(server)).isEqualTo("2.0.0 APPLIED, 3.0.0 FAILED");
    }
}
