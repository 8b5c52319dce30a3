package io.graphbus.migration.trial;

import io.graphbus.migration.MigrationLaws.Data;
import io.graphbus.migration.MigrationPath;
import io.graphbus.migration.MigrationPaths;
import io.graphbus.problem.GraphBusException;
import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import io.graphbus.schema.Version;
import io.graphbus.store.StateStore.StoredState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What there is of a version to try migrations on. */
final class Samples {

    private static final Logger log = LoggerFactory.getLogger(Samples.class);

    private Samples() {}

    static Data of(Version version, MigrationPaths paths, List<StoredState> states) {
        List<JsonNode> samples = new ArrayList<>();
        for (StoredState state : states) {
            Optional<MigrationPath> path = paths.find(Version.of(state.schemaVersion()), version);
            path.flatMap(p -> sample(p, state)).ifPresent(samples::add);
        }
        return new Data(Schema.ANY, samples);
    }

    /** A migration that fails on the way is told of where it is tried itself. */
    private static Optional<JsonNode> sample(MigrationPath path, StoredState state) {
        try {
            return Optional.of(path.apply(Json.parse(state.json(), state.agent())));
        } catch (GraphBusException e) {
            log.debug("No sample by {}", path, e);
            return Optional.empty();
        }
    }
}
