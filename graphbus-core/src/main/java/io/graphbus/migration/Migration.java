package io.graphbus.migration;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Turns data of one version into data of another. It must not change what it is given, answers the
 * same for the same and is usable from any thread.
 */
public interface Migration {

    MigrationId id();

    /** The data as the version {@code to} has it. */
    JsonNode forward(JsonNode data);

    /** Whether it leads back as well. */
    boolean isReversible();

    /** The data as the version {@code from} has it; empty when there is no way back. */
    Optional<JsonNode> backward(JsonNode data);

    Loss loss();

    /**
     * What has to be done before, of the states of other agents: versions such as {@code
     * Billing@2.0.0} or migrations such as {@code Billing:state:1.0.0:2.0.0}.
     */
    default List<String> dependsOn() {
        return List.of();
    }

    /** Tells whether this still is what was applied: SHA-256 in lower-case hex. */
    String checksum();
}
