package io.graphbus.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import io.graphbus.server.GraphBusServer;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The same commands, with a whole server. */
class MigrateOnServerTest {

    private static final String TOKEN = "a-token-for-migrations-only";
    private static final String FIRST = "Orders:state:1.0.0:2.0.0";

    private static ConfigurableApplicationContext server;

    @TempDir private Path directory;

    @BeforeAll
    static void start() {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        server =
                GraphBusServer.application()
                        .run(
                                "--server.port=0",
                                "--spring.datasource.url=jdbc:h2:mem:migrate",
                                "--graphbus.security.admin-token=" + TOKEN);
    }

    @AfterAll
    static void stop() {
        server.close();
        System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
    }

    @BeforeEach
    void begin() throws IOException {
        JdbcTemplate sql = server.getBean(JdbcTemplate.class);
        sql.update("delete from graphbus_migration");
        sql.update("delete from graphbus_migration_entry");
        save("Orders");
        save("Billing");
        write("Orders", "");
        write("Billing", "\"Orders@2.0.0\"");
    }

    private static void save(String agent) {
        states().save(new StoredState(agent, "1.0.0", "{\"amount\":5}", Instant.EPOCH));
    }

    private static StateStore states() {
        return server.getBean(StateStore.class);
    }

    private void write(String agent, String needs) throws IOException {
        Files.writeString(
                directory.resolve(agent + ".json"),
                """
                {"formatVersion":1,"agent":"%s","subject":"state","from":"1.0.0","to":"2.0.0",
                "operations":[{"op":"rename","path":"/amount","to":"total"}],"dependsOn":[%s]}"""
                        .formatted(agent, needs));
    }

    private static Result migrate(Object... arguments) {
        int port = ((WebServerApplicationContext) server).getWebServer().getPort();
        List<Object> all = new ArrayList<>(List.of("migrate"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--server", "http://127.0.0.1:" + port, "--token", TOKEN));
        return Cli.run(all.toArray());
    }

    private static String saved(String agent) {
        return states().load(agent).map(StoredState::json).orElse("");
    }

    @Test
    void migrationsAreRegisteredPlannedAppliedAndRolledBack() {
        Result registered = migrate("register", "--migrations", directory);
        assertThat(registered.out()).isEqualTo("Billing:state:1.0.0:2.0.0\n" + FIRST + "\n");
        assertThat(migrate("register", "--migrations", directory).code()).isZero();
        assertThat(migrate("validate").err()).contains("2 migrations on 2 saved states");

        Result plan = migrate("plan", "--format", "json");
        assertThat(plan.json().findValuesAsString("migration"))
                .containsExactly(FIRST, "Billing:state:1.0.0:2.0.0");
        Result alone = migrate("plan", "--agent", "Billing", "--version", "2.0.0");
        assertThat(alone.code()).isEqualTo(1);
        assertThat(alone.err()).contains("MIGRATION_BLOCKED", "Orders@2.0.0");

        assertThat(migrate("apply", "--dry-run").out()).contains("PENDING");
        assertThat(saved("Orders")).contains("amount");
        Result applied = migrate("apply");
        assertThat(applied.out()).contains(FIRST + "#1", "APPLIED");
        assertThat(saved("Billing")).isEqualTo("{\"total\":5}");
        assertThat(migrate("apply", "--agent", "Orders", "--agent", "Billing").err())
                .contains("nothing to do");

        Result back = migrate("rollback", FIRST + "#1");
        assertThat(back.out()).contains("ROLLED_BACK");
        assertThat(saved("Orders")).isEqualTo("{\"amount\":5}");
        assertThat(migrate("status", "--agent", "Orders").out()).contains("ROLLED_BACK");
    }

    @Test
    void anotherContentIsRefusedWithTheDifferenceAndTheOthersAreRegistered() throws IOException {
        migrate("register", "--migrations", directory);
        Path file = directory.resolve("Billing.json");
        Files.writeString(file, Files.readString(file).replace("total", "sum"));
        Files.writeString(
                directory.resolve("Z.json"),
                Files.readString(directory.resolve("Orders.json")).replace("Orders", "Zeta"));

        Result refused = migrate("register", "--migrations", directory);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("CONFLICT", "/operations/0/to", "\"sum\"");
        assertThat(refused.out()).contains("Zeta:state:1.0.0:2.0.0");
        assertThat(migrate("forget", "Billing:state:1.0.0:2.0.0").err()).contains("Forgotten");
        assertThat(migrate("register", "--migrations", directory).code()).isZero();
    }

    @Test
    void whatWasTamperedWithIsToldAndAccepted() {
        migrate("register", "--migrations", directory);
        migrate("apply");
        server.getBean(JdbcTemplate.class)
                .update(
                        "update graphbus_migration_entry set line = replace(line, '\"amount', '\"old')");

        assertThat(migrate("status", "--agent", "Orders").out()).contains("CHANGED", "record");
        Result repaired = migrate("repair", FIRST, "--reason", "mended by hand");

        assertThat(repaired.out()).contains("APPLIED", "mended by hand");
        assertThat(migrate("repair", FIRST, "--reason", "again").err()).contains("CONFLICT");
    }

    @Test
    void whoHasNoTokenIsTold() {
        Result refused = migrate("apply", "--token", "wrong-token-of-some-length");

        assertThat(refused.code()).isNotZero();
        assertThat(Cli.run("migrate", "register", "--migrations", directory).code()).isEqualTo(2);
    }
}
