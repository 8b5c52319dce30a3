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
record Outcome(StateStep of, StoredState before, StoredState after) {

    private static final ObjectReader EXACT =
            Json.MAPPER.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /**
     * @throws StepFailedException {@code MIGRATION_FAILED}
     */
    static Outcome of(StateStep taken, StoredState before, Instant at, Duration limit) {
        Migration migration = taken.migration();
        Step step = taken.step();
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
                    taken, before, new StoredState(before.agent(), step.to().text(), json, at));
        } catch (TimeoutException e) {
            throw failed(taken, "it took longer than " + limit, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GraphBusException known) {
                throw new StepFailedException(taken, known.problem(), known);
            }
            throw failed(taken, String.valueOf(e.getCause()), e.getCause());
        }
    }

    Migration migration() {
        return of.migration();
    }

    Step step() {
        return of.step();
    }

    private static GraphBusException failed(
            StateStep step, String message, @Nullable Throwable cause) {
        return new StepFailedException(
                step,
                Problem.of(
                        ProblemCode.MIGRATION_FAILED,
                        step.migration().id().text(),
                        "the state cannot be migrated: " + message,
                        "Mend the migration; the state is as it was."),
                cause);
    }
}
