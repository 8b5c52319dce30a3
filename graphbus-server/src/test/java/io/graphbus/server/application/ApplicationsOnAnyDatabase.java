package io.graphbus.server.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.server.database.TestServer;
import io.graphbus.server.database.TestServer.Answer;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.http.TestArtifacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

/** What registrations of applications promise, on whichever database the subclass brings. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ApplicationsOnAnyDatabase {

    private static final String APPLICATIONS = "/api/v1/applications";

    private TestServer server;

    abstract Map<String, String> database();

    @BeforeAll
    void start() {
        server = TestServer.start(database());
        server.bean(LiveGraph.class).activate(TestArtifacts.of("counter"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void anApplicationIsRegisteredWithAllItsAgentsTopicsAndContracts() {
        Answer first = put("shop", Sent.by(new Desk(), new Till()).toString());

        assertThat(first.status()).as(text(first)).isEqualTo(201);
        assertThat(first.header("Location")).endsWith("/api/v1/applications/shop");
        assertThat(first.header("ETag")).isEqualTo('"' + first.text("hash") + '"');
        assertThat(first.text("status")).isEqualTo("ACTIVE");
        assertThat(first.json().get("agents").toString()).isEqualTo("[\"Desk\",\"Till\"]");
        assertThat(first.json().get("topics").toString()).isEqualTo("[\"/Desk/Ordered\"]");
        assertThat(first.json().get("contracts").toString())
                .isEqualTo(
                        "[{\"agent\":\"Desk\",\"version\":\"1.0.0\",\"stability\":\"DRAFT\"},"
                                + "{\"agent\":\"Till\",\"version\":\"1.0.0\",\"stability\":\"DRAFT\"}]");
        assertThat(server.get("/api/v1/contracts/Till/1.0.0").text("document/agent"))
                .isEqualTo("Till");
    }

    @Test
    void theWholeRegistrationIsReadAsItWasSent() {
        JsonNode sent = Sent.by(new Reader());
        String tag = put("whole", sent.toString()).header("ETag");

        Answer whole = server.get(APPLICATIONS + "/whole");

        assertThat(whole.json().get("graph")).isEqualTo(sent.get("graph"));
        assertThat(whole.json().get("contracts")).isEqualTo(sent.get("contracts"));
        assertThat(whole.header("ETag")).isEqualTo(tag);
    }

    @Test
    void theSameAgainChangesNothingButWhenItWasSeen() {
        Answer first = put("again", Sent.minimal("Again"));
        Answer second = put("again", Sent.minimal("Again").replace(" ", "  "));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(second.text("changedAt")).isEqualTo(first.text("changedAt"));
        assertThat(second.text("lastSeenAt")).isGreaterThan(first.text("lastSeenAt"));
    }

    @Test
    void aChangeReplacesTheWholeAndDrafts() {
        Answer first = put("changing", Sent.minimal("Before"));
        Answer second = put("changing", Sent.minimal("After"));
        Answer taken = put("heir", Sent.minimal("Before"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("ETag")).isNotEqualTo(first.header("ETag"));
        assertThat(second.text("registeredAt")).isEqualTo(first.text("registeredAt"));
        assertThat(second.json().get("agents").toString()).isEqualTo("[\"After\"]");
        assertThat(taken.status()).as("the name is free again").isEqualTo(201);
    }

    @Test
    void aStableContractThatWouldChangeRefusesTheWholeAndSaysWhere() {
        put("stable", Sent.contract("Stable", "1.0.0", "stable", "{\"m\":{\"input\":true}}"));

        Answer changed =
                put("stable", Sent.contract("Stable", "1.0.0", "stable", "{\"m\":{\"input\":{}}}"));
        Answer raised =
                put("stable", Sent.contract("Stable", "1.1.0", "stable", "{\"m\":{\"input\":{}}}"));

        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.text("code")).isEqualTo("CONTRACT_CONFLICT");
        assertThat(changed.text("where")).isEqualTo("Stable@1.0.0");
        assertThat(changed.text("detail")).contains("/methods/m/input");
        assertThat(raised.status()).isEqualTo(200);
    }

    @Test
    void whatIsRefusedLeavesNothingBehind() {
        put("owner", Sent.contract("Fixed", "1.0.0", "beta", "{}"));
        String both =
                """
                {"graph": {"nodes": [{"name": "Fresh"}, {"name": "fixed"}]},
                 "contracts": [{"agent": "Fresh", "version": "1.0.0", "stability": "stable"}]}
                """;

        Answer refused = put("thief", both);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("AGENT_TAKEN");
        assertThat(refused.text("detail"))
                .isEqualTo("The agent Fixed belongs to the application owner.");
        assertThat(server.get(APPLICATIONS + "/thief").status()).isEqualTo(404);
        assertThat(server.get("/api/v1/contracts/Fresh/1.0.0").status()).isEqualTo(404);
    }

    @Test
    void theServersOwnAgentsAreNobodyElses() {
        Answer refused = put("copycat", Sent.minimal("counter"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("AGENT_TAKEN");
        assertThat(refused.text("detail")).contains("this server's own graph");
    }

    @Test
    void aConditionThatIsNotMetChangesNothing() {
        String tag = put("careful", Sent.minimal("Careful")).header("ETag");

        Answer stale = put("careful", Sent.minimal("Careless"), "If-Match", "\"other\"");
        Answer exists = put("careful", Sent.minimal("Careless"), "If-None-Match", "*");
        Answer absent = put("nobody", Sent.minimal("Nobody"), "If-Match", "*");
        Answer right = put("careful", Sent.minimal("Careful2"), "If-Match", "\"x\", " + tag);

        assertThat(List.of(stale, exists, absent))
                .allSatisfy(
                        answer -> {
                            assertThat(answer.status()).isEqualTo(412);
                            assertThat(answer.text("code")).isEqualTo("PRECONDITION_FAILED");
                        });
        assertThat(right.status()).isEqualTo(200);
        assertThat(server.send("DELETE", APPLICATIONS + "/careful", "", "If-Match", tag).status())
                .isEqualTo(412);
    }

    @Test
    void aForgottenApplicationIsGoneAndItsContractsStay() {
        put("passing", Sent.minimal("Passing"));

        assertThat(server.send("DELETE", APPLICATIONS + "/passing", "").status()).isEqualTo(204);
        assertThat(server.send("DELETE", APPLICATIONS + "/passing", "").status()).isEqualTo(404);
        assertThat(server.get("/api/v1/contracts/Passing/1.0.0").status()).isEqualTo(200);
        assertThat(put("other", Sent.minimal("Passing")).status()).isEqualTo(201);
    }

    @Test
    void anUnknownApplicationIsNotFoundAndTheNearestNamed() {
        put("nearby", Sent.minimal("Nearby"));

        Answer unknown = server.get(APPLICATIONS + "/nearbi");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("code")).isEqualTo("UNKNOWN_APPLICATION");
        assertThat(unknown.text("hint")).contains("Did you mean nearby?");
        assertThat(server.get(APPLICATIONS + "/%00%0a").status()).isIn(400, 404);
    }

    @Test
    void instancesAreListedAndGoStaleOneByOne() {
        JsonNode sent = Sent.by(new Lonely());
        put("replicas", Sent.from("a:1", "PT10M", sent).toString());
        Answer both = put("replicas", Sent.from("b:2", "PT0.01S", sent).toString());

        assertThat(both.status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(
                                                server.get(APPLICATIONS + "/replicas")
                                                        .json()
                                                        .findValuesAsString("status"))
                                        .containsExactly("ACTIVE", "ACTIVE", "STALE"));
        assertThat(both.json().at("/instances").findValuesAsString("id"))
                .containsExactly("a:1", "b:2");
    }

    @Test
    void anApplicationThatNobodyHearsOfIsStale() {
        put("quiet", Sent.from("q:1", "PT0.01S", Sent.by(new Quiet())).toString());

        await().atMost(Duration.ofSeconds(20))
                .until(() -> server.get(APPLICATIONS + "/quiet").text("status").equals("STALE"));
    }

    @Test
    void everyApplicationIsOnExactlyOnePage() {
        List<String> names = List.of("page-a", "page-b", "page-c", "page.d", "page_e");
        for (int i = 0; i < names.size(); i++) {
            assertThat(put(names.get(i), Sent.minimal("Page" + i)).status()).isEqualTo(201);
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = server.get(APPLICATIONS + "?limit=2" + cursor);
            seen.addAll(
                    page.json()
                            .at("/items")
                            .valueStream()
                            .map(a -> a.get("name").asString())
                            .toList());
            cursor = page.text("nextCursor").isEmpty() ? "" : "&cursor=" + page.text("nextCursor");
        } while (!cursor.isEmpty());

        assertThat(seen).doesNotHaveDuplicates().containsAll(names);
    }

    @Test
    void manyInstancesRegisterAtOnce() throws Exception {
        JsonNode sent = Sent.by(new Busy());
        List<Callable<Answer>> puts = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String body = Sent.from("busy:" + i, "PT30S", sent).toString();
            puts.add(() -> put("busy", body));
        }

        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Answer> answer : threads.invokeAll(puts)) {
                statuses.add(answer.get().status());
            }
        }

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(23);
        assertThat(server.get(APPLICATIONS + "/busy").json().get("instances")).hasSize(24);
    }

    @Test
    void twoApplicationsCannotTakeTheSameAgentAtOnce() throws Exception {
        List<Callable<Answer>> puts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "rival" + i;
            puts.add(() -> put(name, Sent.minimal("Wanted")));
        }

        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Answer> answer : threads.invokeAll(puts)) {
                statuses.add(answer.get().status());
            }
        }

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(7);
    }

    @Test
    void badRegistrationsAreRefusedWithEveryFault() {
        Answer bad =
                put(
                        "bad",
                        """
                        {"graph": {"nodes": [{"name": "1st"}, {"name": "A", "kind": "robot"}]},
                         "contracts": [{"agent": "A", "stability": "draft", "publishes": {"no": {"payload": 3}}}]}
                        """);

        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.text("code")).isEqualTo("INVALID_REQUEST");
        assertThat(bad.json().at("/violations").findValuesAsString("path"))
                .contains("/graph/nodes/0/name", "/graph/nodes/1/kind", "/contracts/0");
        assertThat(put("-", Sent.minimal("Dash")).text("where")).isEqualTo("name");
        assertThat(put("bad", "").status()).isEqualTo(400);
        assertThat(put("bad", "{").text("code")).isEqualTo("INVALID_JSON");
        assertThat(put("bad", "[".repeat(100_000)).status()).isEqualTo(400);
        assertThat(put("bad", "[".repeat(400) + "]".repeat(400)).status()).isEqualTo(400);
        assertThat(put("bad", "\"" + "x".repeat(11 << 20) + "\"").status()).isEqualTo(413);
        assertThat(server.get(APPLICATIONS + "/bad").status()).isEqualTo(404);
    }

    private Answer put(String name, String json, String... headers) {
        return server.send("PUT", APPLICATIONS + "/" + name, json, headers);
    }

    private static String text(Answer answer) {
        return new String(answer.body());
    }

    public record Order(String id) {}

    @Agent
    public static class Desk {
        @SchemaMethod
        @Publishes("/Desk/Ordered")
        public Order order(String id) {
            return new Order(id);
        }
    }

    @Agent
    public static class Till {
        @Subscribes("/Desk/*")
        public void on(Order order) {}
    }

    @Agent
    public static class Reader {
        @SchemaMethod
        public double read(double factor) {
            return factor;
        }
    }

    @Agent
    public static class Lonely {}

    @Agent
    public static class Quiet {}

    @Agent
    public static class Busy {}
}
