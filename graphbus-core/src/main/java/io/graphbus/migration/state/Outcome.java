package io.graphbus.migration.state;

import io.graphbus.migration.Migration;
import io.graphbus.migration.MigrationPath.Step;
import io.graphbus.migration.TimeLimit;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.store.StateStore.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** What a step makes of a state, before it is saved. */
record Outcome(Migration migration, Step step, StoredState before, StoredState after) {

    private static final ObjectReader EXACT =
            Json.MAPPER.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /**
     * @throws GraphBusException {@code MIGRATION_FAILED}
     */
    static Outcome of(Step step, StoredState before, Instant at, Duration limit) {
        Migration migration = migration(step);
        try (TimeLimit time = new TimeLimit(limit)) {
            JsonNode data = EXACT.readTree(before.json());
            JsonNode changed =
                    time.run(
                            () ->
                                    step.forward()
                                            ? migration.forward(data)
                                            : migration.backward(data).orElseThrow());
            String json = Objects.requireNonNull(changed, "it answers null").toString();
            return new Outcome(
                    migration,
                    step,
                    before,
                    new StoredState(before.agent(), step.to().text(), json, at));
        } catch (TimeoutException e) {
            throw failed(migration, "it took longer than " + limit, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GraphBusException known) {
                throw known;
            }
            throw failed(migration, String.valueOf(e.getCause()), e.getCause());
        }
    }

    /** States have no steps that change nothing. */
    static Migration migration(Step step) {
        return Objects.requireNonNull(step.migration());
    }

    private static GraphBusException failed(
            Migration migration, String message, @Nullable Throwable cause) {
        return Problem.of(
                        ProblemCode.MIGRATION_FAILED,
                        migration.id().text(),
                        "the state cannot be migrated: " + message,
                        "Mend the migration; the state is as it was.")
                .toException(cause);
    }
}
