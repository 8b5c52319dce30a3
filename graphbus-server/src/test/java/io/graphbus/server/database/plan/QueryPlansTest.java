package io.graphbus.server.database.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.schema.Version;
import io.graphbus.server.application.Sent;
import io.graphbus.server.build.history.BuildHistory;
import io.graphbus.server.database.Database;
import io.graphbus.server.database.TestServer;
import io.graphbus.server.database.TestServer.Answer;
import io.graphbus.server.web.Cursors;
import io.graphbus.store.AnyMigrationHistory;
import io.graphbus.store.MigrationHistory;
import io.graphbus.store.MigrationHistory.Status;
import io.graphbus.store.StateStore;
import io.graphbus.store.deployment.Deployment;
import io.graphbus.store.deployment.DeploymentStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.data.repository.core.support.RepositoryFactoryInformation;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How PostgreSQL carries out what this server really sends it, when there are many rows: every
 * statement finds its rows by an index, and a page costs the same wherever it begins.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QueryPlansTest {

    /**
     * Rows that a statement may look at: a page of the largest size, and what hints choose from.
     */
    private static final long FEW = 1_100;

    private static final String LARGEST = "limit=500";

    private TestServer server;
    private JdbcTemplate jdbc;
    private TransactionTemplate transaction;

    @BeforeAll
    void start() {
        server =
                TestServer.start(
                        RecordingDriver.of(Database.postgres()), "--graphbus.builds.enabled=true");
        jdbc = server.bean(JdbcTemplate.class);
        transaction = server.bean(TransactionTemplate.class);
        ManyRows.in(jdbc);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        RecordingDriver.take();
    }

    @Test
    void aPageOfBuildsCostsTheSameWhereverItIs() {
        pagesCostTheSame("/api/v1/builds?" + LARGEST, "b" + 600);
    }

    @Test
    void aPageOfContractsCostsTheSameWhereverItIs() {
        pagesCostTheSame(
                "/api/v1/contracts?" + LARGEST,
                contractsBefore("agent > 'Agent'", "agent desc, id desc"));
    }

    /** Its versions are half of the table. */
    @Test
    void aPageInTheMiddleOfOneAgentsContractsCostsTheSame() {
        pagesCostTheSame(
                "/api/v1/contracts?" + LARGEST,
                contractsBefore("agent = '" + ManyRows.BUSY + "'", "id desc"));
    }

    @Test
    void aPageOfOneAgentsContractsCostsTheSameWhereverItIs() {
        pagesCostTheSame(
                "/api/v1/contracts?agent=" + ManyRows.BUSY + "&" + LARGEST,
                contractsBefore("agent = '" + ManyRows.BUSY + "'", "id desc"));
    }

    @Test
    void aPageOfKeysCostsTheSameWhereverItIs() {
        pagesCostTheSame("/api/v1/keys?" + LARGEST, "600");
    }

    @Test
    void aPageOfMigrationsCostsTheSameWhereverItIs() {
        pagesCostTheSame("/api/v1/migrations?" + LARGEST, "" + (ManyRows.SOME - 600));
    }

    @Test
    void aPageOfApplicationsCostsTheSameWhereverItIs() {
        pagesCostTheSame(
                "/api/v1/applications?" + LARGEST,
                jdbc.queryForObject(
                        "select name from graphbus_application order by name desc offset 600 limit 1",
                        String.class));
    }

    @Test
    void aPageOfDeploymentsCostsTheSameWhereverItIs() {
        pagesCostTheSame(
                "/api/v1/deployments?" + LARGEST,
                jdbc.queryForObject(
                        "select environment || ' ' || agent || ' ' || id from graphbus_deployment"
                                + " where environment = 'prod' order by agent desc offset 5000 limit 1",
                        String.class));
    }

    /** With {@link #everyQueryWasLookedAt}, which is why this comes before it. */
    @Test
    @Order(1)
    void nothingThatIsAskedForReadsAWholeTable() throws Exception {
        use(this::builds);
        use(this::contracts);
        use(this::keys);
        use(this::applications);
        use(this::deployments);
        use(this::state);
        use(this::migrations);
    }

    @Test
    @Order(2)
    void everyQueryWasLookedAt() {
        var declared = new TreeSet<String>();
        for (var repository : server.beans(RepositoryFactoryInformation.class)) {
            var information = repository.getRepositoryInformation();
            information
                    .getQueryMethods()
                    .forEach(
                            method ->
                                    declared.add(
                                            information.getRepositoryInterface().getSimpleName()
                                                    + "."
                                                    + method.getName()));
        }
        var used = new TreeSet<String>();
        server.bean(MeterRegistry.class)
                .find("spring.data.repository.invocations")
                .timers()
                .forEach(
                        timer ->
                                used.add(
                                        timer.getId().getTag("repository")
                                                + "."
                                                + timer.getId().getTag("method")));

        // What the stores promise besides to those who embed them, which is everything at once.
        declared.removeAll(
                List.of(
                        "ContractRepository.findByAgent",
                        "HistoryRepository.findAllByOrderByPosition",
                        "MigrationRepository.findAllByOrderById",
                        "DeploymentRepository.findByEnvironment",
                        "StateRepository.findAllByOrderByAgent"));
        assertThat(declared).hasSizeGreaterThan(15);
        assertThat(used).containsAll(declared);
    }

    private void builds() {
        String source =
                "import io.graphbus.agent.*;\\n@Agent public class Planned {"
                        + " @SchemaMethod public String say(String word) { return word; } }";
        String first = posted("{\"files\":{\"Planned.java\":\"" + source + "\"}}").text("id");
        posted("{\"files\":{\"Planned.java\":\"" + source + " // again\"}}");
        ok(server.get("/api/v1/builds"));
        ok(server.get("/api/v1/builds/" + first));
        ok(server.get("/api/v1/builds/" + first + "/artifacts"));
        ok(server.postJson("/api/v1/builds/" + first + "/activate", ""));
        ok(server.delete("/api/v1/builds/b600"));
        assertThat(server.bean(BuildHistory.class).withHash("same")).isPresent();
        assertThat(server.bean(BuildHistory.class).withHash("unheard of")).isEmpty();
    }

    private Answer posted(String sources) {
        return ok(server.postJson("/api/v1/builds?activate=true", sources));
    }

    private void contracts() {
        ok(server.get("/api/v1/contracts"));
        ok(server.get("/api/v1/contracts?agent=" + ManyRows.BUSY));
        ok(server.get("/api/v1/contracts/" + ManyRows.BUSY + "/2.0.0"));
        assertThat(server.get("/api/v1/contracts/" + ManyRows.BUSY + "/3.0.0").status())
                .isEqualTo(404);
    }

    private void keys() {
        Answer made = server.postJson("/api/v1/keys", "{\"name\":\"new\",\"role\":\"viewer\"}");
        ok(made);
        ok(server.get("/api/v1/graph", made.text("key")));
        ok(server.get("/api/v1/keys"));
        ok(server.get("/api/v1/keys/key600"));
        ok(server.delete("/api/v1/keys/key600"));
    }

    private void applications() {
        String path = "/api/v1/applications/planned";
        for (String agent : List.of("First", "First", "Second")) {
            JsonNode sent = JsonMapper.shared().readTree(Sent.minimal(agent));
            for (String instance : List.of("one", "two")) {
                ok(server.send("PUT", path, Sent.from(instance, "PT30S", sent).toString()));
            }
        }
        assertThat(server.send("PUT", path, Sent.minimal("Owned7-1")).status()).isEqualTo(409);
        ok(server.get("/api/v1/applications"));
        ok(server.get("/api/v1/applications/app600"));
        ok(server.delete("/api/v1/applications/app600"));
        assertThat(server.get("/api/v1/applications/app600").status()).isEqualTo(404);
    }

    private void deployments() {
        var store = server.bean(DeploymentStore.class);
        var next = new Deployment("next", "Agent600", Version.of("2.0.0"), Instant.now());
        assertThat(store.add(next)).isTrue();
        assertThat(store.replace(next)).isEmpty();
        ok(server.get("/api/v1/deployments"));
        ok(server.get("/api/v1/deployments?agent=Agent600"));
        ok(server.get("/api/v1/deployments?environment=prod&agent=Agent600"));
        ok(server.delete("/api/v1/deployments/next/Agent600/2.0.0"));
    }

    private void state() {
        ok(server.delete("/api/v1/agents/Agent600/state"));
        var states = server.bean(StateStore.class);
        states.save(states.load("Agent601").orElseThrow());
        states.setAside("Agent601");
    }

    private void migrations() {
        String document =
                "{\"formatVersion\":1,\"agent\":\"Agent7\",\"subject\":\"state\",\"from\":\"1.0.0\","
                        + "\"to\":\"2.0.0\",\"operations\":[]}";
        ok(server.postJson("/api/v1/migrations", document));
        ok(server.get("/api/v1/migrations"));
        ok(server.get("/api/v1/migrations?agent=Agent7"));
        server.bean(MigrationHistory.class)
                .append(AnyMigrationHistory.entry("Agent7", Status.APPLIED));
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(new String(answer.body())).isBetween(200, 299);
        return answer;
    }

    /**
     * Statements differ by their text; of equal ones the first is looked at. The lock has one row,
     * and a graph that is made is given all migrations. How far states are migrated, which
     * coherence looks at once a minute, is in the whole history: each line vouches for the next.
     */
    private void use(Runnable feature) {
        feature.run();
        Map<String, SentStatement> sent = new LinkedHashMap<>();
        RecordingDriver.take().stream()
                .filter(SentStatement::searches)
                .filter(statement -> !statement.sql().contains("graphbus_migration_lock"))
                .filter(statement -> !statement.sql().endsWith("order by me1_0.id"))
                .filter(statement -> !statement.sql().endsWith("order by he1_0.position"))
                .forEach(statement -> sent.putIfAbsent(statement.sql(), statement));
        assertThat(sent).isNotEmpty();
        assertThat(sent.values()).allSatisfy(statement -> fewRows(plan(statement)));
    }

    private static void fewRows(Plan plan) {
        assertThat(plan.wholeTables()).as("%s", plan).isEmpty();
        assertThat(plan.examined()).as("%s", plan).isLessThanOrEqualTo(FEW);
    }

    /** About: of an agent that has half of all, PostgreSQL may as well skip every other row. */
    private void pagesCostTheSame(String path, String late) {
        Plan first = page(path);
        Plan last = page(path + "&cursor=" + Cursors.to(late));

        fewRows(first);
        fewRows(last);
        assertThat(last.examined()).as("%s", last).isBetween(400L, 2 * first.examined() + 100);
        assertThat(last.blocks()).as("%s", last).isLessThan(2 * first.blocks() + 100);
    }

    /** The plan of the queries that the request's page came from. */
    private Plan page(String path) {
        ok(server.get(path));
        return RecordingDriver.take().stream()
                .filter(statement -> statement.sql().contains("fetch first"))
                .map(this::plan)
                .reduce(Plan::and)
                .orElseThrow();
    }

    private Plan plan(SentStatement statement) {
        return Plan.of(statement, jdbc, transaction);
    }

    private String contractsBefore(String condition, String order) {
        return jdbc.queryForObject(
                "select id || ':' || agent from graphbus_contract where %s order by %s offset 600 limit 1"
                        .formatted(condition, order),
                String.class);
    }
}
