package io.graphbus.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.system.LocalSystem;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.ContractRegistry;
import io.graphbus.store.StateStore.StoredState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateCommandTest {

    private static final String RENAME =
            "{\"op\":\"rename\",\"path\":\"/amount\",\"to\":\"total\"}";

    @TempDir private Path directory;

    @BeforeEach
    void saveAState() {
        save("1.0.0", "{\"order_id\":\"o-1\",\"amount\":5}");
    }

    private void save(String version, String json) {
        LocalSystem.states(data()).save(new StoredState("Orders", version, json, Instant.EPOCH));
    }

    private Path data() {
        return directory.resolve("graphbus-data");
    }

    private Result migrate(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("migrate"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", data()));
        return Cli.run(all.toArray());
    }

    private Path create() {
        Result created = migrate("create", "Orders", "--from", "1.0.0", "--to", "2.0.0");
        assertThat(created.code()).isZero();
        return Path.of(created.out().strip());
    }

    private static void edit(Path file, String operations) throws IOException {
        String text = Files.readString(file);
        Files.writeString(
                file,
                text.replaceFirst("\"operations\": \\[]", "\"operations\": [" + operations + "]"));
    }

    private String status() {
        return migrate("status", "--agent", "Orders", "--format", "json")
                .json()
                .path(0)
                .path("status")
                .asString();
    }

    private String saved() {
        return LocalSystem.states(data()).load("Orders").map(StoredState::json).orElse("");
    }

    @Test
    void aMigrationIsCreatedEditedPlannedAppliedAndRolledBack() throws IOException {
        Path file = create();
        assertThat(file).isEqualTo(directory.resolve("migrations/Orders-1.0.0-2.0.0.json"));
        edit(file, RENAME);
        assertThat(migrate("validate").code()).isZero();

        Result plan = migrate("plan", "--agent", "Orders", "--version", "2.0.0");
        assertThat(plan.out()).contains("1.0.0", "2.0.0", "Orders:state:1.0.0:2.0.0", "forward");
        assertThat(status()).isEqualTo("PENDING");

        Result applied = migrate("apply", "--agent", "Orders", "--version", "2.0.0");
        assertThat(applied.code()).isZero();
        assertThat(applied.out()).contains("Orders:state:1.0.0:2.0.0#1", "APPLIED");
        assertThat(status()).isEqualTo("APPLIED");
        assertThat(saved()).isEqualTo("{\"order_id\":\"o-1\",\"total\":5}");

        Result back = migrate("rollback", "Orders:state:1.0.0:2.0.0");
        assertThat(back.out()).contains("ROLLED_BACK");
        assertThat(status()).isEqualTo("ROLLED_BACK");
        assertThat(saved()).isEqualTo("{\"order_id\":\"o-1\",\"amount\":5}");
    }

    @Test
    void whatIsThereAlreadyIsNotDoneTwice() {
        create();
        migrate("apply", "--agent", "Orders", "--version", "2.0.0");

        Result again = migrate("apply", "--agent", "Orders", "--version", "2.0.0");
        Result plan = migrate("plan", "--agent", "Orders", "--version", "2.0.0");
        Result created = migrate("create", "Orders", "--from", "1.0.0", "--to", "2.0.0");

        assertThat(again.code()).isZero();
        assertThat(again.err()).contains("nothing to do");
        assertThat(plan.out()).contains("There is nothing to do.");
        assertThat(created.code()).isEqualTo(2);
        assertThat(created.err()).contains("ALREADY_EXISTS");
    }

    @Test
    void whatBreaksALawIsToldWithTheStateThatShowsIt() throws IOException {
        edit(
                create(),
                "{\"op\":\"convert\",\"path\":\"/order_id\",\"from\":\"string\",\"to\":\"integer\"}");

        Result validated = migrate("validate");

        assertThat(validated.code()).isEqualTo(1);
        assertThat(validated.err()).contains("MIGRATION_LAW_BROKEN", "o-1", "/order_id");
    }

    @Test
    void documentsThatAreNoMigrationsAreAllNamed() throws IOException {
        edit(create(), RENAME.replace("rename", "renam"));
        Files.writeString(directory.resolve("migrations/z.json"), "{");

        Result validated = migrate("validate");

        assertThat(validated.code()).isNotZero();
        assertThat(validated.err())
                .contains("INVALID_MIGRATION", "Did you mean rename?", "INVALID_JSON", "z.json");
    }

    @Test
    void whatTheAgentHasDoneSinceIsDiscardedOnlyOnPurpose() {
        create();
        migrate("apply", "--agent", "Orders", "--version", "2.0.0");
        save("2.0.0", "{\"order_id\":\"o-2\"}");

        Result kept = migrate("rollback", "Orders:state:1.0.0:2.0.0#1");
        assertThat(kept.code()).isEqualTo(1);
        assertThat(kept.err()).contains("CONFLICT");
        assertThat(migrate("rollback", "Orders:state:1.0.0:2.0.0#1", "--discard").code()).isZero();
        assertThat(saved()).contains("amount");
    }

    @Test
    void versionsAndPathsThatDoNotExistAreProblems() {
        Result version = migrate("plan", "--agent", "Orders", "--version", "2.0");
        Result path = migrate("plan", "--agent", "Orders", "--version", "2.0.0");
        Result none = Cli.run("migrate");

        assertThat(version.code()).isEqualTo(2);
        assertThat(version.err()).contains("no semantic version");
        assertThat(path.code()).isEqualTo(1);
        assertThat(path.err()).contains("NO_MIGRATION_PATH");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("Which one?");
    }

    private void write(String agent, String needs) throws IOException {
        Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(
                directory.resolve("migrations").resolve(agent + ".json"),
                """
                {"formatVersion":1,"agent":"%s","subject":"state","from":"1.0.0","to":"2.0.0",
                "operations":[%s],"dependsOn":[%s]}"""
                        .formatted(agent, RENAME, needs));
    }

    @Test
    void allStatesAreMigratedInTheOrderTheyAskFor() throws IOException {
        LocalSystem.states(data())
                .save(new StoredState("Billing", "1.0.0", "{\"amount\":1}", Instant.EPOCH));
        write("Billing", "\"Orders@2.0.0\"");
        write("Orders", "");

        assertThat(migrate("plan", "--format", "json").json().findValuesAsString("agent"))
                .containsExactly("Orders", "Billing");
        assertThat(migrate("apply", "--agent", "Billing").err()).contains("MIGRATION_BLOCKED");
        assertThat(migrate("apply", "--dry-run").out()).contains("PENDING");
        assertThat(saved()).contains("amount");
        assertThat(migrate("apply").code()).isZero();
        assertThat(saved()).contains("total");

        write("Orders", "\"Billing:state:1.0.0:2.0.0\"");
        assertThat(migrate("status", "--agent", "Orders").out()).contains("CHANGED");
        Result repaired =
                migrate("repair", "Orders:state:1.0.0:2.0.0", "--reason", "only the order");
        assertThat(repaired.out()).contains("APPLIED", "only the order");
        migrate("rollback", "Orders:state:1.0.0:2.0.0");
        migrate("rollback", "Billing:state:1.0.0:2.0.0");
        Result cycle = migrate("plan");
        assertThat(cycle.code()).isEqualTo(1);
        assertThat(cycle.err()).contains("MIGRATION_CYCLE", "expand");
        assertThat(migrate("plan", "--version", "2.0.0").code()).isEqualTo(2);
    }

    private void register(String version, String property) {
        String payload =
                "{\"type\":\"object\",\"properties\":{\"%s\":{\"type\":\"number\"}},\"required\":[\"%s\"]}"
                        .formatted(property, property);
        String document =
                "{\"agent\":\"Orders\",\"version\":\"%s\",\"stability\":\"stable\",\"publishes\":{\"/o\":{\"payload\":%s}}}"
                        .formatted(version, payload);
        AgentContract contract = AgentContract.read(Documents.parse("contract", document));
        new ContractRegistry(LocalSystem.contracts(data()), Clock.systemUTC())
                .register(List.of(contract));
    }

    private Result createPayload(String to) {
        return migrate(
                "create", "Orders", "--subject", "payload:/o", "--from", "1.0.0", "--to", to);
    }

    @Test
    void aMigrationOfPayloadsIsDraftedFromContractsAndTriedOnTheirValues() throws IOException {
        register("1.0.0", "amount");
        register("2.0.0", "total");

        Result created = createPayload("2.0.0");

        assertThat(created.code()).isZero();
        assertThat(created.err()).contains("Is /amount really total now?");
        Path file = Path.of(created.out().strip());
        assertThat(file).hasFileName("Orders-payload_o-1.0.0-2.0.0.json");
        assertThat(Files.readString(file)).contains("\"rename\"");
        assertThat(migrate("validate").code()).isZero();

        Files.writeString(file, Files.readString(file).replace("\"total\"", "\"sum\""));
        Result broken = migrate("validate");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.err()).contains("its result is not valid", "Orders:payload:/o");
    }

    @Test
    void whatIsNotRegisteredCannotBeDraftedFrom() {
        register("1.0.0", "amount");

        Result noVersion = createPayload("2.0.0");
        Result noSubject =
                migrate(
                        "create",
                        "Orders",
                        "--subject",
                        "topic",
                        "--from",
                        "1.0.0",
                        "--to",
                        "2.0.0");
        Result noTopic =
                migrate(
                        "create",
                        "Orders",
                        "--subject",
                        "payload:/x",
                        "--from",
                        "1.0.0",
                        "--to",
                        "2.0.0");

        assertThat(noVersion.code()).isEqualTo(1);
        assertThat(noVersion.err()).contains("Did you mean Orders@1.0.0?");
        assertThat(noSubject.code()).isEqualTo(2);
        assertThat(noTopic.err()).contains("its contract has no payload:/x");
    }

    private Result build(String version, String member) {
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
                        .formatted(version, member, member);
        return Cli.run(
                "build",
                Cli.sources(directory.resolve("agents"), Map.of("Till.java", source)),
                "-o",
                directory.resolve(".graphbus"));
    }

    private String take() {
        Result taken =
                Cli.run(
                        "call",
                        "Till.take",
                        "{\"value\":7}",
                        "--artifacts",
                        directory.resolve(".graphbus"),
                        "--data",
                        data());
        return taken.out().strip() + taken.err();
    }

    @Test
    void anAgentGoesOnWithItsMigratedStateInItsNextVersion() throws IOException {
        assertThat(build("1.0.0", "amount").code()).isZero();
        assertThat(take()).isEqualTo("7");
        assertThat(migrate("create", "Till", "--from", "1.0.0", "--to", "2.0.0").code()).isZero();
        edit(directory.resolve("migrations/Till-1.0.0-2.0.0.json"), RENAME);

        assertThat(migrate("apply", "--agent", "Till", "--version", "2.0.0").code()).isZero();
        assertThat(build("2.0.0", "total").code()).isZero();

        assertThat(take()).isEqualTo("14");
    }

    @Test
    void anAgentsStateIsMigratedWhenItStartsAndNotBehindItsBack() throws IOException {
        build("1.0.0", "amount");
        take();
        migrate("create", "Till", "--from", "1.0.0", "--to", "2.0.0");
        edit(directory.resolve("migrations/Till-1.0.0-2.0.0.json"), RENAME);
        try (GraphBus running =
                LocalSystem.builder(
                                directory.resolve(".graphbus"),
                                Optional.of(data()),
                                Optional.empty())
                        .build()
                        .start()) {
            Result refused = migrate("apply", "--agent", "Till", "--version", "2.0.0");
            assertThat(running.isRunning()).isTrue();
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("CONFLICT", "a graph is running");
        }

        build("2.0.0", "total");
        Result plan =
                migrate("plan", "--artifacts", directory.resolve(".graphbus"), "--agent", "Till");
        assertThat(plan.out()).contains("Till:state:1.0.0:2.0.0");
        assertThat(take()).isEqualTo("14");

        assertThat(migrate("status", "--agent", "Till").out()).contains("APPLIED");
    }
}
