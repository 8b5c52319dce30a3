package io.graphbus.contract.impact;

import io.graphbus.schema.Version;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Knows how a payload of one version becomes one of another on its way to a subscriber. Usable from
 * any thread.
 */
@FunctionalInterface
public interface Upgrades {

    /** Nothing is ever changed on its way. */
    Upgrades NONE = passage -> Optional.empty();

    /**
     * The steps that make what is written acceptable, each such as {@code 1.0.0 -> 2.0.0 by
     * Orders:payload:/order/created:1.0.0:2.0.0}; empty where none are known, or where it is not
     * certain that what they make is accepted.
     */
    Optional<List<String>> find(Passage passage);

    /**
     * A payload on its way.
     *
     * @param publisher the agent that writes it
     * @param reader the agent that subscribes
     * @param version that is written
     * @param written schema of what is written
     * @param accepted schema of what the subscriber reads
     * @param range the versions that the subscriber takes, {@code *} for all
     * @param witness what is written and the subscriber refuses, where such a value is known
     */
    record Passage(
            String publisher,
            String topic,
            String reader,
            Version version,
            JsonNode written,
            JsonNode accepted,
            String range,
            @Nullable JsonNode witness) {}
}
