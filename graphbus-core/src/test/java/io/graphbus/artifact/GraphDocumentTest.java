package io.graphbus.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.build.Workshop;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class GraphDocumentTest {

    @TempDir Path root;

    @Test
    void aGraphIsReadAsItWasWrittenButForItsSources() {
        AgentGraph graph = shop();

        AgentGraph read =
                GraphDocument.read(Json.MAPPER.readTree(GraphDocument.write(graph).toString()));

        assertThat(graph.agents()).anyMatch(agent -> agent.source().code() != null);
        assertThat(read.agents())
                .isEqualTo(
                        graph.agents().stream().map(AgentDefinition::withoutSourceCode).toList());
        assertThat(read.topics()).isEqualTo(graph.topics());
        assertThat(read.edges()).isEqualTo(graph.edges());
        assertThat(read.activationOrder()).isEqualTo(graph.activationOrder());
    }

    @Test
    void whatIsNoGraphIsAProblem() {
        ObjectNode incomplete = GraphDocument.write(shop());
        incomplete.remove("topics");

        assertThatThrownBy(() -> GraphDocument.read(incomplete))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.INVALID_REQUEST));
        assertThatThrownBy(() -> GraphDocument.read(Json.MAPPER.readTree("[]")))
                .isInstanceOf(GraphBusException.class);
    }

    private AgentGraph shop() {
        Workshop workshop = new Workshop(root).shop();
        workshop.build().orThrow();
        return ArtifactDirectory.read(workshop.artifacts()).graph();
    }
}
