package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.coherence.StateProgress;
import io.graphbus.coherence.evidence.StateCompletion.Progress;
import io.graphbus.migration.state.StateMigrations;
import io.graphbus.server.http.Http.Answer;
import io.graphbus.spring.GraphBusCustomizer;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class MigrationsTest extends RunningServer {

    private static final String MIGRATIONS = "/api/v1/migrations";
    private static final String FIRST = "Orders:state:1.0.0:2.0.0";

    @Autowired private StateStore states;
    @Autowired private JdbcTemplate sql;
    @Autowired private StateMigrations.Source migrations;

    @BeforeEach
    void saveAState() {
        states.save(new StoredState("Orders", "1.0.0", "{\"amount\":5}", Instant.EPOCH));
        post("", rename("Orders", "1.0.0", "2.0.0", "total"));
    }

    @AfterEach
    void forget() {
        states.delete("Orders");
        sql.update("delete from graphbus_migration");
        sql.update("delete from graphbus_migration_entry");
    }

    private static String rename(String agent, String from, String to, String name) {
        return document(
                agent, from, to, "{'op':'rename','path':'/amount','to':'%s'}".formatted(name));
    }

    private static String document(String agent, String from, String to, String operation) {
        return """
                {'formatVersion':1,'agent':'%s','subject':'state','from':'%s','to':'%s',
                'operations':[%s]}"""
                .formatted(agent, from, to, operation)
                .replace('\'', '"');
    }

    private Answer post(String path, String json) {
        return http.send(
                "POST",
                MIGRATIONS + path,
                json,
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer s3cret");
    }

    private Answer apply(String agent, String version) {
        return post("/apply", "{\"agent\":\"" + agent + "\",\"version\":\"" + version + "\"}");
    }

    private String saved() {
        return states.load("Orders").orElseThrow().json();
    }

    @Test
    void aMigrationIsRegisteredOnceAndListed() {
        String second = document("Orders", "2.0.0", "2.1.0", "{'op':'add','path':'/s','value':1}");

        Answer answer = post("", second);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.at("/id")).isEqualTo("Orders:state:2.0.0:2.1.0");
        assertThat(post("", second.replace(",", " , ")).status()).isEqualTo(200);
        Answer page = http.get(MIGRATIONS + "?agent=Orders&limit=1");
        assertThat(page.at("/items/0/id")).isEqualTo(FIRST);
        Answer rest = http.get(MIGRATIONS + "?agent=Orders&cursor=" + page.at("/nextCursor"));
        assertThat(rest.at("/items/0/id")).isEqualTo("Orders:state:2.0.0:2.1.0");
        assertThat(http.get(MIGRATIONS + "?agent=Nobody").json().at("/items")).isEmpty();
    }

    @Test
    void anotherContentIsRefusedWithTheDifference() {
        Answer answer = post("", rename("Orders", "1.0.0", "2.0.0", "sum"));

        assertProblem(answer, 409, "CONFLICT");
        assertThat(answer.at("/where")).isEqualTo(FIRST);
        assertThat(answer.at("/violations/0/path")).isEqualTo("/operations/0/to");
        assertThat(answer.at("/violations/0/message"))
                .isEqualTo("registered: \"total\", sent: \"sum\"");
    }

    @Test
    void whatIsNoMigrationIsRefusedWithItsPlaces() {
        Answer answer = post("", document("Orders", "1.0.0", "zwei", "{'op':'fly'}"));

        assertProblem(answer, 400, "INVALID_MIGRATION");
        assertThat(answer.body()).contains("/to", "/operations/0/op");
        assertProblem(
                post("", rename("No agent", "1.0.0", "2.0.0", "t")), 400, "INVALID_MIGRATION");
        assertProblem(post("", "[]"), 400, "INVALID_MIGRATION");
    }

    @Test
    void aStateIsPlannedRehearsedAppliedAndRolledBack() {
        Answer plan = http.get(MIGRATIONS + "/plan?agent=Orders&version=2.0.0");
        assertThat(plan.at("/steps/0/migration")).isEqualTo(FIRST);
        assertThat(plan.at("/steps/0/direction")).isEqualTo("forward");

        Answer dry = post("/apply", "{\"agent\":\"Orders\",\"version\":\"2.0.0\",\"dryRun\":true}");
        assertThat(dry.at("/items/0/status")).isEqualTo("PENDING");
        assertThat(saved()).isEqualTo("{\"amount\":5}");

        Answer applied = apply("Orders", "2.0.0");
        assertThat(applied.at("/items/0/status")).as(applied.body()).isEqualTo("APPLIED");
        assertThat(applied.at("/items/0/by")).isNotBlank();
        assertThat(saved()).isEqualTo("{\"total\":5}");
        assertThat(apply("Orders", "2.0.0").json().at("/items")).isEmpty();
        assertThat(http.get(MIGRATIONS + "/status?agent=Orders").at("/items/0/id"))
                .isEqualTo(FIRST + "#1");

        Answer back = post("/" + FIRST + "%231/rollback", "{}");
        assertThat(back.at("/items/0/status")).as(back.body()).isEqualTo("ROLLED_BACK");
        assertThat(saved()).isEqualTo("{\"amount\":5}");
        assertThat(post("/validate", "{}").at("/migrations")).isEqualTo("1");
    }

    @Test
    void coherenceFindsHowFarTheStatesAre() {
        assertThat(StateProgress.of(migrations.now()).agents())
                .containsEntry("Orders", new Progress(1, 0));
        apply("Orders", "2.0.0");
        assertThat(StateProgress.of(migrations.now()).agents())
                .containsEntry("Orders", new Progress(1, 1));
    }

    @Test
    void whatAnAgentHasDoneSinceIsLostOnlyOnPurpose() {
        apply("Orders", "2.0.0");
        states.save(new StoredState("Orders", "2.0.0", "{\"total\":6}", Instant.EPOCH));

        assertProblem(post("/" + FIRST + "/rollback", "{}"), 409, "CONFLICT");

        assertThat(post("/" + FIRST + "/rollback", "{\"discard\":true}").status()).isEqualTo(200);
        assertThat(saved()).isEqualTo("{\"amount\":5}");
    }

    @Test
    void theStateOfAnAgentThatRunsIsNotMigrated() {
        states.save(new StoredState("Greeter", "0.9.0", "{\"amount\":5}", Instant.EPOCH));
        post("", rename("Greeter", "0.9.0", "1.0.0", "total"));

        Answer answer = apply("Greeter", "1.0.0");

        assertProblem(answer, 409, "CONFLICT");
        assertThat(answer.at("/detail")).contains("running as version");
        states.delete("Greeter");
    }

    @Test
    void whatCannotBeDoneIsAProblem() {
        assertProblem(apply("Nobody", "2.0.0"), 404, "NOT_FOUND");
        assertProblem(apply("Orders", "9.0.0"), 409, "NO_MIGRATION_PATH");
        assertProblem(apply("Orders", "two"), 400, "INVALID_REQUEST");
        assertProblem(post("/apply", "{\"version\":\"2.0.0\"}"), 400, "INVALID_REQUEST");
        assertProblem(post("/apply", "{\"agents\":[null]}"), 400, "INVALID_REQUEST");
        assertProblem(post("/Orders:state:8.0.0:9.0.0/rollback", "{}"), 404, "NOT_FOUND");
        assertProblem(
                http.post(MIGRATIONS + "/apply", "{\"agent\":\"Orders\",\"version\":\"2.0.0\"}"),
                401,
                "UNAUTHORIZED");
    }

    @Test
    void aStateThatDoesNotFitIsLeftAsItWas() {
        post(
                "",
                document(
                        "Orders",
                        "2.0.0",
                        "3.0.0",
                        "{'op':'split','path':'/total','template':'{/a} {/b}'}"));

        Answer answer = apply("Orders", "3.0.0");

        assertProblem(answer, 500, "MIGRATION_FAILED");
        assertThat(saved()).isEqualTo("{\"amount\":5}");
        assertThat(http.get(MIGRATIONS + "/status").body()).contains("FAILED");
        assertThat(post("/validate", "{}").at("/problems/0/code"))
                .isEqualTo("MIGRATION_LAW_BROKEN");
    }

    @Test
    void allThatDoNotRunAreMigratedTogetherInTheOrderTheyAskFor() {
        states.save(new StoredState("Billing", "1.0.0", "{}", Instant.EPOCH));
        states.save(new StoredState("Greeter", "0.1.0", "{\"amount\":5}", Instant.EPOCH));
        post("", document("Billing", "1.0.0", "2.0.0", "{'op':'add','path':'/s','value':1}"));
        post("", rename("Greeter", "0.1.0", "9.0.0", "total"));
        String third =
                document("Billing", "2.0.0", "3.0.0", "{'op':'drop','path':'/s','restore':1}");
        post("", third.replace("}]}", "}],\"dependsOn\":[\"Orders@2.0.0\"]}"));

        assertProblem(apply("Billing", "3.0.0"), 409, "MIGRATION_BLOCKED");
        assertThat(
                        http.get(MIGRATIONS + "/plan")
                                .json()
                                .at("/steps")
                                .valueStream()
                                .map(step -> step.at("/migration").asString()))
                .containsExactly("Billing:state:1.0.0:2.0.0", FIRST, "Billing:state:2.0.0:3.0.0");
        Answer answer = post("/apply", "{}");

        assertThat(answer.json().at("/items")).as(answer.body()).hasSize(3);
        assertThat(states.load("Billing").orElseThrow().schemaVersion()).isEqualTo("3.0.0");
        assertThat(states.load("Greeter").orElseThrow().schemaVersion()).isEqualTo("0.1.0");
        states.delete("Billing");
        states.delete("Greeter");
    }

    @Test
    void whatHasChangedIsAcceptedWithAReason() {
        apply("Orders", "2.0.0");
        sql.update("update graphbus_migration_entry set line = replace(line, 'amount', 'gold')");
        assertProblem(apply("Orders", "2.0.0"), 409, "MIGRATION_CHANGED");
        assertProblem(post("/" + FIRST + "/repair", "{}"), 400, "INVALID_REQUEST");

        Answer answer = post("/" + FIRST + "/repair", "{\"reason\":\"restored by hand\"}");

        assertThat(answer.at("/items/0/status")).as(answer.body()).isEqualTo("APPLIED");
        assertThat(http.get(MIGRATIONS + "/status").at("/items/0/note"))
                .contains("restored by hand");
        assertThat(apply("Orders", "2.0.0").status()).isEqualTo(200);
    }

    private Answer forget(String id) {
        return http.send("DELETE", MIGRATIONS + "?id=" + id, "", "Authorization", "Bearer s3cret");
    }

    @Test
    void whatNoStateWentThroughCanBeForgottenAndReplaced() {
        apply("Orders", "2.0.0");
        assertProblem(forget(FIRST), 409, "CONFLICT");
        post("/" + FIRST + "/rollback", "{}");

        assertThat(forget(FIRST).status()).isEqualTo(204);
        assertProblem(forget(FIRST), 404, "NOT_FOUND");
        assertThat(post("", rename("Orders", "1.0.0", "2.0.0", "sum")).status()).isEqualTo(201);
        apply("Orders", "2.0.0");
        assertThat(saved()).isEqualTo("{\"sum\":5}");
    }

    @Test
    void aHistoryThatWasTamperedWithStopsItsAgent() {
        apply("Orders", "2.0.0");
        sql.update("update graphbus_migration_entry set line = replace(line, 'amount', 'gold')");

        assertProblem(post("/" + FIRST + "/rollback", "{}"), 409, "MIGRATION_CHANGED");
        assertThat(http.get(MIGRATIONS + "/status").at("/items/0/status")).isEqualTo("CHANGED");

        sql.update("update graphbus_migration_entry set line = 'x'");
        assertProblem(http.get(MIGRATIONS + "/status"), 500, "MIGRATION_HISTORY_DAMAGED");
    }

    private List<String> used() {
        return live.bus().migrations().stream().map(m -> m.id().text()).toList();
    }

    @Test
    void whatManyRegisterAtOnceIsAllUsedOnDeliveries() throws Exception {
        List<String> ids = new ArrayList<>();
        List<Callable<Answer>> registrations = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            String document =
                    rename("Orders", i + ".0.0", (i + 1) + ".0.0", "t" + i)
                            .replace("\"state\"", "\"payload:/order/many\"");
            ids.add("Orders:payload:/order/many:" + i + ".0.0:" + (i + 1) + ".0.0");
            registrations.add(() -> post("", document));
        }
        try (ExecutorService many = Executors.newFixedThreadPool(6)) {
            for (Future<Answer> answer : many.invokeAll(registrations)) {
                assertThat(answer.get().status()).isEqualTo(201);
            }
        }
        assertThat(used()).containsAll(ids);
        ids.forEach(id -> assertThat(forget(id).status()).isEqualTo(204));
        assertThat(used()).doesNotContainAnyElementsOf(ids);
    }

    @Test
    void oneShelfGivesAGraphWhatIsRegistered(@Autowired List<GraphBusCustomizer> customizers) {
        assertThat(customizers)
                .filteredOn(c -> c.getClass().getPackageName().endsWith("server.migration"))
                .hasSize(1);
    }
}
