package io.graphbus.migration.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.migration.Loss;
import io.graphbus.migration.Migration;
import io.graphbus.migration.MigrationLaws;
import io.graphbus.migration.MigrationLaws.Data;
import io.graphbus.migration.state.Goal;
import io.graphbus.migration.state.MigrationRun;
import io.graphbus.migration.state.StateMigrations;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import io.graphbus.schema.Version;
import io.graphbus.store.InMemoryMigrationHistory;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.StateStore.StoredState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class JavaMigrationTest {

    public record Before(String name, int amount) {}

    public record After(String first, String last, long cents) {}

    static final class Names extends RecordMigration<Before, After> {

        Names() {
            super("Orders", "1.0.0", "2.0.0", Before.class, After.class);
        }

        @Override
        protected After upgrade(Before state) {
            String[] names = state.name().split(" ", 2);
            return new After(names[0], names[1], state.amount() * 100L);
        }

        @Override
        public boolean isReversible() {
            return true;
        }

        @Override
        protected Optional<Before> downgrade(After state) {
            return Optional.of(
                    new Before(state.first() + " " + state.last(), (int) (state.cents() / 100)));
        }

        @Override
        public Loss loss() {
            return new Loss(List.of(), List.of("/cents"));
        }
    }

    static final class Endless extends JavaMigration {

        Endless() {
            super("Orders", "2.0.0", "3.0.0");
        }

        @Override
        public JsonNode forward(JsonNode data) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return data;
        }
    }

    static final class Spoiling extends JavaMigration {

        Spoiling() {
            super("Orders", "2.0.0", "3.0.0");
        }

        @Override
        public JsonNode forward(JsonNode data) {
            return ((ObjectNode) data).put("spoilt", true);
        }

        @Override
        public List<String> dependsOn() {
            return List.of("Billing");
        }
    }

    private final InMemoryStateStore states = new InMemoryStateStore();
    private final InMemoryMigrationHistory history = new InMemoryMigrationHistory();

    @BeforeEach
    void save() {
        states.save(
                new StoredState(
                        "Orders",
                        "1.0.0",
                        "{\"name\":\"Ada Lovelace\",\"amount\":7}",
                        Instant.EPOCH));
    }

    private StateMigrations engine(Migration... migrations) {
        return new StateMigrations(states, history, List.of(migrations), Clock.systemUTC());
    }

    private String saved() {
        return states.load("Orders").orElseThrow().json();
    }

    @Test
    void aStateIsMigratedByCodeThereAndBack() {
        assertThat(engine(new Names()).apply(Goal.NEWEST, "ada"))
                .extracting(MigrationRun::migration)
                .containsExactly("Orders:state:1.0.0:2.0.0");
        assertThat(saved()).isEqualTo("{\"first\":\"Ada\",\"last\":\"Lovelace\",\"cents\":700}");

        engine(new Names()).apply(Goal.of("Orders", Version.of("1.0.0")), "ada");
        assertThat(saved()).isEqualTo("{\"name\":\"Ada Lovelace\",\"amount\":7}");
        assertThat(engine(new Names()).changes()).isEmpty();
    }

    @Test
    void codeThatFailsLeavesTheStateAsItWas() {
        states.save(
                new StoredState(
                        "Orders", "1.0.0", "{\"name\":\"Ada\",\"amount\":7}", Instant.EPOCH));

        Problem problem =
                catchThrowableOfType(
                                GraphBusException.class,
                                () -> engine(new Names()).apply(Goal.NEWEST, "ada"))
                        .problem();

        assertThat(problem.code()).isEqualTo(ProblemCode.MIGRATION_FAILED);
        assertThat(problem.message()).contains("ArrayIndexOutOfBounds");
        assertThat(saved()).contains("\"Ada\"");
    }

    @Test
    void codeThatDoesNotEndIsGivenUp() {
        engine(new Names()).apply(Goal.NEWEST, "ada");

        StateMigrations hasty =
                engine(new Names(), new Endless()).giveUpAfter(Duration.ofMillis(50));
        Problem problem =
                catchThrowableOfType(GraphBusException.class, () -> hasty.apply(Goal.NEWEST, "ada"))
                        .problem();

        assertThat(problem.code()).isEqualTo(ProblemCode.MIGRATION_FAILED);
        assertThat(problem.message()).contains("longer than PT0.05S");
        assertThat(states.load("Orders").orElseThrow().schemaVersion()).isEqualTo("2.0.0");
        assertThat(hasty.status().getLast().word()).isEqualTo("FAILED");
    }

    @Test
    void codeIsHeldToTheSameLaws() {
        Data names = new Data(Schema.ANY, List.of(Json.parse("{\"first\":\"Ada\"}", "sample")));

        List<Problem> broken =
                new MigrationLaws(Duration.ofSeconds(10)).broken(new Spoiling(), names, names);

        assertThat(broken).extracting(Problem::code).contains(ProblemCode.MIGRATION_LAW_BROKEN);
        assertThat(broken.getFirst().message()).contains("changes what it is given");
        engine(new Names()).apply(Goal.NEWEST, "ada");
        assertThat(
                        catchThrowableOfType(
                                        GraphBusException.class,
                                        () -> engine(new Spoiling()).plan(Goal.NEWEST))
                                .problem()
                                .code())
                .isEqualTo(ProblemCode.INVALID_MIGRATION);
    }
}
