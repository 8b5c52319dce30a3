package io.graphbus.migration.state;

import io.graphbus.schema.Version;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which states are to be brought where.
 *
 * @param agents whose; empty for all that have a state
 * @param versions that states get, by agent; those of other agents get the highest that a migration
 *     of theirs leads to
 * @param dependencies agents that come before an agent
 */
public record Goal(
        Set<String> agents, Map<String, Version> versions, Map<String, List<String>> dependencies) {

    /** All states as far as there are migrations. */
    public static final Goal NEWEST = new Goal(Set.of(), Map.of(), Map.of());

    public Goal {
        agents = Set.copyOf(agents);
        versions = Map.copyOf(versions);
        dependencies = Map.copyOf(dependencies);
    }

    /** One agent's state. */
    public static Goal of(String agent, Version version) {
        return new Goal(Set.of(agent), Map.of(agent, version), Map.of());
    }
}
