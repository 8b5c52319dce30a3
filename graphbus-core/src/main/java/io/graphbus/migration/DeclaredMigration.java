package io.graphbus.migration;

import io.graphbus.migration.operation.MisfitException;
import io.graphbus.migration.operation.Operations;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.schema.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A migration that a document declares by operations. Immutable. */
public final class DeclaredMigration implements Migration {

    private final MigrationId id;
    private final Operations there;
    private final @Nullable Operations back;
    private final Loss loss;
    private final List<String> dependsOn;
    private final String checksum;

    private DeclaredMigration(
            MigrationId id,
            Operations operations,
            Loss declared,
            List<String> dependsOn,
            JsonNode document) {
        this.id = id;
        this.dependsOn = List.copyOf(dependsOn);
        this.there = operations;
        this.back = operations.inverse().orElse(null);
        this.loss =
                new Loss(
                        union(declared.forward(), operations.loss()),
                        union(declared.backward(), back == null ? List.of() : back.loss()));
        this.checksum = Json.hash(document);
    }

    private static List<String> union(List<String> declared, List<String> computed) {
        return Stream.concat(declared.stream(), computed.stream()).distinct().sorted().toList();
    }

    /**
     * The migration that a document declares.
     *
     * @param where names the document in problems
     * @throws GraphBusException {@code INVALID_MIGRATION} with a pointer to each place that is
     *     wrong
     */
    public static DeclaredMigration read(JsonNode document, String where) {
        return new MigrationDocument(document).read(where);
    }

    /**
     * @param declared what is lost beside what the operations tell
     * @param document what the checksum is taken of
     */
    static DeclaredMigration of(
            MigrationId id,
            Operations operations,
            Loss declared,
            List<String> dependsOn,
            JsonNode document) {
        return new DeclaredMigration(id, operations, declared, dependsOn, document);
    }

    @Override
    public MigrationId id() {
        return id;
    }

    @Override
    public JsonNode forward(JsonNode data) {
        return changed(there, data);
    }

    @Override
    public boolean isReversible() {
        return back != null;
    }

    @Override
    public Optional<JsonNode> backward(JsonNode data) {
        return back == null ? Optional.empty() : Optional.of(changed(back, data));
    }

    private JsonNode changed(Operations operations, JsonNode data) {
        if (!(data instanceof ObjectNode object)) {
            throw misfit("", "there is no object").toException();
        }
        ObjectNode changed = object.deepCopy();
        try {
            operations.apply(changed);
        } catch (MisfitException e) {
            throw misfit(e.pointer(), String.valueOf(e.getMessage())).toException(e);
        }
        return changed;
    }

    private Problem misfit(String pointer, String message) {
        String at = pointer.isEmpty() ? "" : pointer + ": ";
        return Problem.of(
                        ProblemCode.MIGRATION_FAILED,
                        id.text(),
                        "the data cannot be migrated: " + at + message,
                        "Compare the data with the schema of its version, or let the migration"
                                + " say what such data becomes.")
                .with(List.of(new Violation(pointer, message)));
    }

    @Override
    public Loss loss() {
        return loss;
    }

    @Override
    public List<String> dependsOn() {
        return dependsOn;
    }

    @Override
    public String checksum() {
        return checksum;
    }

    @Override
    public String toString() {
        return id.text();
    }
}
