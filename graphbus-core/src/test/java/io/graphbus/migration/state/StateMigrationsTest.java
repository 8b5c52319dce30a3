package io.graphbus.migration.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.Migration;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.state.FileStateStore;
import io.graphbus.store.FileMigrationHistory;
import io.graphbus.store.MigrationHistory;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateMigrationsTest {

    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final String STATUS = "{'op':'add','path':'/status','value':'NEW'}";
    private static final String TOTAL = "{'op':'rename','path':'/amount','to':'total'}";
    private static final String METADATA = "{'op':'add','path':'/metadata','value':{}}";
    private static final String FIRST = "Orders:state:1.0.0:1.1.0";
    private static final String SECOND = "Orders:state:1.1.0:2.0.0";
    private static final String THIRD = "Orders:state:2.0.0:2.1.0";

    @TempDir private Path directory;
    private final List<Migration> migrations = new ArrayList<>();
    private StoredState original = state("{}");

    private static StoredState state(String json) {
        return new StoredState(
                "Orders",
                "1.0.0",
                json.replace('\'', '"'),
                Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    private static Migration migration(String from, String to, String operations) {
        String document =
                "{'formatVersion':1,'agent':'Orders','subject':'state','from':'%s','to':'%s',"
                        + "'operations':[%s]}";
        return DeclaredMigration.read(
                Json.parse(document.formatted(from, to, operations).replace('\'', '"'), "m"), "m");
    }

    @BeforeEach
    void saveAState() {
        migrations.add(migration("1.0.0", "1.1.0", STATUS));
        migrations.add(migration("1.1.0", "2.0.0", TOTAL));
        migrations.add(migration("2.0.0", "2.1.0", METADATA));
        states().save(state("{'order_id':'o-1','amount':12.50}"));
        original = states().load("Orders").orElseThrow();
    }

    private StateStore states() {
        return new FileStateStore(directory.resolve("state"), NOON);
    }

    private MigrationHistory history() {
        return new FileMigrationHistory(directory.resolve("migrations"));
    }

    private StateMigrations engine() {
        return engine(states());
    }

    private StateMigrations engine(StateStore states) {
        return new StateMigrations(states, history(), migrations, NOON);
    }

    private String saved() {
        StoredState state = states().load("Orders").orElseThrow();
        return state.schemaVersion() + " " + state.json();
    }

    private List<String> status() {
        return engine().status().stream().map(run -> run.id() + " " + run.word()).toList();
    }

    private List<MigrationRun> apply(String version) {
        return engine().apply(Goal.of("Orders", Version.of(version)), "ada");
    }

    private Problem refused(String version) {
        return catchThrowableOfType(GraphBusException.class, () -> apply(version)).problem();
    }

    private Problem notUndone(String id) {
        return catchThrowableOfType(
                        GraphBusException.class, () -> engine().rollback(id, "ada", false))
                .problem();
    }

    @Test
    void threeMigrationsAreAppliedAndTheFirstRolledBackGivesTheOriginal() {
        assertThat(status())
                .containsExactly(FIRST + " PENDING", SECOND + " PENDING", THIRD + " PENDING");
        assertThat(engine().plan(Goal.NEWEST))
                .extracting(StateStep::toString)
                .containsExactly(FIRST, SECOND, THIRD);

        List<MigrationRun> runs = apply("2.1.0");

        assertThat(runs).extracting(MigrationRun::count).containsExactly(1, 1, 1);
        assertThat(runs).allMatch(run -> run.by().equals("ada"));
        assertThat(saved())
                .isEqualTo(
                        "2.1.0 {\"order_id\":\"o-1\",\"status\":\"NEW\",\"total\":12.5,"
                                + "\"metadata\":{}}");
        assertThat(status())
                .containsExactly(FIRST + "#1 APPLIED", SECOND + "#1 APPLIED", THIRD + "#1 APPLIED");

        assertThat(engine().rollback(FIRST, "ada", false)).hasSize(3);

        assertThat(states().load("Orders")).contains(original);
        assertThat(status())
                .containsExactly(
                        FIRST + "#1 ROLLED_BACK",
                        SECOND + "#1 ROLLED_BACK",
                        THIRD + "#1 ROLLED_BACK");
    }

    @Test
    void whatIsThereAlreadyIsNotAppliedAgainAndCanBeAfterItWasUndone() {
        apply("1.1.0");
        assertThat(apply("1.1.0")).isEmpty();

        engine().rollback(FIRST + "#1", "ada", false);
        apply("1.1.0");

        assertThat(status())
                .containsExactly(
                        FIRST + "#1 ROLLED_BACK",
                        FIRST + "#2 APPLIED",
                        SECOND + " PENDING",
                        THIRD + " PENDING");
    }

    @Test
    void anEarlierVersionIsReachedByTheWayBackAndThatCanBeUndoneToo() {
        apply("2.0.0");
        String before = saved();

        apply("1.0.0");
        assertThat(saved()).isEqualTo("1.0.0 " + original.json().replace("12.50", "12.5"));

        engine().rollback(SECOND + "#2", "ada", false);
        assertThat(saved()).isEqualTo(before);
    }

    @Test
    void whenOneStepFailsNoneIsTaken() {
        migrations.set(
                2,
                migration(
                        "2.0.0",
                        "2.1.0",
                        "{'op':'convert','path':'/order_id','from':'string','to':'integer'}"));

        Problem problem = refused("2.1.0");

        assertThat(problem.code()).isEqualTo(ProblemCode.MIGRATION_FAILED);
        assertThat(problem.where()).isEqualTo(THIRD);
        assertThat(states().load("Orders")).contains(original);
        assertThat(status()).contains(THIRD + "#1 FAILED", FIRST + " PENDING");
        assertThat(engine().status().getFirst().explanation()).contains("/order_id");

        migrations.set(2, migration("2.0.0", "2.1.0", METADATA));
        apply("2.1.0");
        assertThat(status())
                .containsExactly(
                        THIRD + "#1 SUPERSEDED",
                        FIRST + "#1 APPLIED",
                        SECOND + "#1 APPLIED",
                        THIRD + "#2 APPLIED");
    }

    /** A disk whose process dies at a save. */
    private record DyingStore(StateStore kept, int saves, boolean saved, List<String> count)
            implements StateStore {

        @Override
        public Optional<StoredState> load(String agent) {
            return kept.load(agent);
        }

        @Override
        public void save(StoredState state) {
            count.add(state.schemaVersion());
            boolean dies = count.size() == saves;
            if (!dies || saved) {
                kept.save(state);
            }
            if (dies) {
                throw new ThreadDeathError();
            }
        }

        @Override
        public boolean delete(String agent) {
            return kept.delete(agent);
        }

        @Override
        public List<StoredState> list() {
            return kept.list();
        }
    }

    private static final class ThreadDeathError extends Error {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, -1, -2, -3})
    void whatBrokeOffIsToldAndGoneOnWith(int at) {
        int save = Math.abs(at);
        DyingStore dying = new DyingStore(states(), save, at < 0, new ArrayList<>());
        assertThatExceptionOfType(ThreadDeathError.class)
                .isThrownBy(
                        () -> engine(dying).apply(Goal.of("Orders", Version.of("2.1.0")), "ada"));

        MigrationRun open = engine().status().get(save - 1);
        assertThat(open.word()).isEqualTo("RUNNING");
        assertThat(open.explanation()).contains("begun and not ended").contains("Apply");

        apply("2.1.0");

        assertThat(saved()).startsWith("2.1.0 {\"order_id\":\"o-1\",\"status\":\"NEW\"");
        assertThat(status())
                .containsExactly(FIRST + "#1 APPLIED", SECOND + "#1 APPLIED", THIRD + "#1 APPLIED");
        engine().rollback(FIRST, "ada", false);
        assertThat(states().load("Orders")).contains(original);
    }

    @Test
    void anAgentThatWentOnAfterABreakIsNotTakenForMigrated() {
        DyingStore dying = new DyingStore(states(), 1, false, new ArrayList<>());
        assertThatExceptionOfType(ThreadDeathError.class)
                .isThrownBy(
                        () -> engine(dying).apply(Goal.of("Orders", Version.of("1.1.0")), "ada"));
        states().save(new StoredState("Orders", "1.1.0", "{\"own\":1}", NOON.instant()));

        assertThat(apply("1.1.0")).isEmpty();

        assertThat(status()).contains(FIRST + "#1 SUPERSEDED");
        assertThat(saved()).isEqualTo("1.1.0 {\"own\":1}");
    }

    @Test
    void anEarlierVersionThatStartsAfterABreakGetsItsStateBack() {
        DyingStore dying = new DyingStore(states(), 1, true, new ArrayList<>());
        assertThatExceptionOfType(ThreadDeathError.class)
                .isThrownBy(
                        () -> engine(dying).apply(Goal.of("Orders", Version.of("1.1.0")), "ada"));
        StoredState now = states().load("Orders").orElseThrow();

        assertThat(engine().bring(now, Version.of("1.0.0"), "the start")).isEqualTo(original);

        assertThat(status()).contains(FIRST + "#1 ROLLED_BACK");
    }

    @Test
    void whatTheAgentHasDoneSinceIsLostOnlyOnPurpose() {
        apply("1.1.0");
        states().save(new StoredState("Orders", "1.1.0", "{\"order_id\":\"o-2\"}", NOON.instant()));

        assertThat(notUndone(FIRST).code()).isEqualTo(ProblemCode.CONFLICT);
        assertThat(saved()).contains("o-2");

        engine().rollback(FIRST, "ada", true);
        assertThat(states().load("Orders")).contains(original);
    }

    @Test
    void aMigrationThatIsNotWhatWasAppliedIsChanged() {
        apply("1.1.0");
        migrations.set(0, migration("1.0.0", "1.1.0", STATUS.replace("NEW", "OLD")));

        assertThat(status()).contains(FIRST + "#1 CHANGED");
        assertThat(engine().changes()).extracting(Problem::where).containsExactly(FIRST + "#1");
        assertThat(refused("2.0.0").code()).isEqualTo(ProblemCode.MIGRATION_CHANGED);
        assertThat(saved()).startsWith("1.1.0 ");

        migrations.set(0, migration("1.0.0", "1.1.0", STATUS));
        assertThat(apply("2.0.0")).hasSize(1);
    }

    @Test
    void aRecordThatWasTamperedWithIsChangedAndItsBackupIsNotUsed() throws IOException {
        apply("1.1.0");
        Path file = directory.resolve("migrations").resolve("history.jsonl");
        Files.writeString(file, Files.readString(file).replace("o-1", "o-9"));

        assertThat(status()).contains(FIRST + "#1 CHANGED");
        assertThat(notUndone(FIRST).code()).isEqualTo(ProblemCode.MIGRATION_CHANGED);
        assertThat(saved()).contains("o-1");
    }

    @Test
    void whatDoesNotExistIsNamedWithWhatDoes() {
        Problem noPath = refused("3.0.0");
        Problem noState =
                catchThrowableOfType(
                                GraphBusException.class,
                                () -> engine().plan(Goal.of("Order", Version.of("2.0.0"))))
                        .problem();

        assertThat(noPath.code()).isEqualTo(ProblemCode.NO_MIGRATION_PATH);
        assertThat(noPath.hint()).contains("1.0.0, 1.1.0, 2.0.0, 2.1.0");
        assertThat(noState.code()).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(noState.hint()).contains("Did you mean Orders?");
        assertThat(notUndone(FIRST).code()).isEqualTo(ProblemCode.NOT_FOUND);
        apply("1.1.0");
        engine().rollback(FIRST, "ada", false);
        assertThat(notUndone(FIRST).code()).isEqualTo(ProblemCode.CONFLICT);
        migrations.clear();
        assertThat(refused("2.0.0").hint()).contains("no migrations");
        states().save(new StoredState("Orders", "one", "{}", NOON.instant()));
        assertThat(refused("2.0.0").code()).isEqualTo(ProblemCode.INVALID_VERSION);
    }

    @Test
    void twoMigrationsBetweenTheSameVersionsAreRefusedAndNothingIsSaved() {
        migrations.add(migration("1.0.0", "1.1.0", METADATA));

        assertThat(refused("1.1.0").code()).isEqualTo(ProblemCode.INVALID_MIGRATION);
        assertThat(states().load("Orders")).contains(original);
    }
}
