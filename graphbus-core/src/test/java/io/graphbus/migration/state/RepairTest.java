package io.graphbus.migration.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.migration.DeclaredMigration;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.store.FileMigrationHistory;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.MigrationHistory.Kept;
import io.graphbus.store.StateStore.StoredState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has changed can be accepted with a reason. */
class RepairTest {

    private static final String ID = "Orders:state:1.0.0:2.0.0";

    @TempDir private Path directory;
    private final InMemoryStateStore states = new InMemoryStateStore();
    private String name = "total";

    private StateMigrations engine() {
        String document =
                """
                {"formatVersion":1,"agent":"Orders","subject":"state","from":"1.0.0","to":"2.0.0",
                "operations":[{"op":"rename","path":"/amount","to":"%s"}]}"""
                        .formatted(name);
        return new StateMigrations(
                states,
                history(),
                List.of(DeclaredMigration.read(Json.parse(document, "m"), "m")),
                Clock.systemUTC());
    }

    private FileMigrationHistory history() {
        return new FileMigrationHistory(directory);
    }

    @BeforeEach
    void apply() {
        states.save(new StoredState("Orders", "1.0.0", "{\"amount\":5}", Instant.EPOCH));
        engine().apply(Goal.of("Orders", Version.of("2.0.0")), "ada");
    }

    private String word() {
        return engine().status().getFirst().word();
    }

    private ProblemCode refused(Runnable work) {
        return catchThrowableOfType(GraphBusException.class, work::run).problem().code();
    }

    @Test
    void aMigrationThatIsNotWhatWasAppliedCountsAgainAndTheReasonIsKept() {
        name = "sum";
        assertThat(word()).isEqualTo("CHANGED");

        List<MigrationRun> repaired = engine().repair(ID, "only renamed before release", "eve");

        assertThat(repaired).extracting(MigrationRun::word).containsExactly("APPLIED");
        assertThat(repaired.getFirst().explanation())
                .contains("not what was applied", "only renamed before release");
        assertThat(repaired.getFirst().by()).isEqualTo("eve");
        assertThat(history().entries()).hasSize(3).allMatch(Kept::intact);
        assertThat(engine().changes()).isEmpty();
        engine().rollback(ID, "ada", false);
        assertThat(states.load("Orders").orElseThrow().json()).isEqualTo("{\"amount\":5}");

        name = "total";
        assertThat(word()).isEqualTo("ROLLED_BACK");
    }

    @Test
    void aRecordThatWasTamperedWithCountsAgainButItsBackupIsNotUsed() throws IOException {
        Path file = directory.resolve("history.jsonl");
        Files.writeString(file, Files.readString(file).replace("amount", "gold"));
        assertThat(word()).isEqualTo("CHANGED");

        engine().repair(ID + "#1", "the disk was mended by hand", "eve");

        assertThat(word()).isEqualTo("APPLIED");
        assertThat(history().entries()).extracting(Kept::intact).containsExactly(false, true, true);
        Problem problem =
                catchThrowableOfType(
                                GraphBusException.class, () -> engine().rollback(ID, "ada", true))
                        .problem();
        assertThat(problem.code()).isEqualTo(ProblemCode.CONFLICT);
        assertThat(problem.message()).contains("from before is not what it was");
        assertThat(states.load("Orders").orElseThrow().json()).isEqualTo("{\"total\":5}");
    }

    @Test
    void onlyWhatHasChangedIsAcceptedAndOnlyWithAReason() {
        assertThat(refused(() -> engine().repair(ID, "because", "eve")))
                .isEqualTo(ProblemCode.CONFLICT);
        assertThat(refused(() -> engine().repair(ID, " ", "eve")))
                .isEqualTo(ProblemCode.INVALID_REQUEST);
        assertThat(refused(() -> engine().repair("Order", "because", "eve")))
                .isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(history().entries()).hasSize(2);
    }

    @Test
    void anEntryWithoutAReasonDoesNotHideAnother() throws IOException {
        name = "sum";
        engine().repair(ID, "because", "eve");
        Path file = directory.resolve("history.jsonl");
        Files.writeString(file, Files.readString(file).replace("because", "whatever"));

        assertThat(word()).isEqualTo("CHANGED");
    }
}
