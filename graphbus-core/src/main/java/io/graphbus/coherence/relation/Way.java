package io.graphbus.coherence.relation;

import io.graphbus.migration.Migration;
import io.graphbus.migration.Subject;
import io.graphbus.model.AgentDefinition;
import io.graphbus.schema.Version;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That a migration leads from one version of a payload to another.
 *
 * @param topic or a pattern of topics
 */
public record Way(String topic, Version from, Version to) {

    /** The way of a migration, if it is one of payloads. */
    public static Optional<Way> of(Migration migration) {
        Subject subject = migration.id().subject();
        return subject.kind() == Subject.Kind.PAYLOAD
                ? Optional.of(new Way(subject.name(), migration.id().from(), migration.id().to()))
                : Optional.empty();
    }

    /** The ways that an agent declares. */
    public static Stream<Way> of(AgentDefinition agent) {
        return agent.migrations().stream()
                .filter(m -> Version.isValid(m.from()) && Version.isValid(m.to()))
                .flatMap(
                        m ->
                                m.topics().stream()
                                        .map(
                                                topic ->
                                                        new Way(
                                                                topic,
                                                                Version.of(m.from()),
                                                                Version.of(m.to()))));
    }
}
