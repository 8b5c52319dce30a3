package io.graphbus.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.agent.Priority;
import io.graphbus.agent.Start;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentDefinition.ContractTerms;
import io.graphbus.model.AgentDefinition.Source;
import io.graphbus.model.AgentGraph;
import io.graphbus.model.AgentGraph.EdgeKind;
import io.graphbus.model.Subscription;
import io.graphbus.model.TopicPattern;
import io.graphbus.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Graphs that end at all only when nothing walks along every path, or looks at every pair: among
 * 5,000 agents of one dense group there are more paths than atoms.
 */
class LargeGraphTest {

    private static final int AGENTS = 5000;
    private static final int HEARD = 10;

    @Test
    void denseLoopsAmongThousandsOfAgentsAreOneLoopEach() {
        AgentGraph graph = GraphBuilder.build(agents(true)).graph();
        assertThat(graph.cycles()).hasSize(1);
        assertThat(graph.cycles().get(0)).hasSizeBetween(2, 10).startsWith("Agent00000");
        assertThat(graph.edges())
                .filteredOn(e -> e.kind() == EdgeKind.EVENT)
                .hasSize(AGENTS * HEARD);
        assertThat(graph.activationOrder()).hasSize(AGENTS).endsWith("Agent00000");
    }

    @Test
    void thousandsOfTopicsThatMissEachOtherAreReportedOneByOne() {
        GraphBuilder.Built built = GraphBuilder.build(agents(false));
        assertThat(built.graph().cycles()).isEmpty();
        assertThat(built.problems()).hasSize(AGENTS * (HEARD + 1));
    }

    /** Each needs the next two, publishes one topic and hears ten, of others or of nobody. */
    private static List<AgentDefinition> agents(boolean heard) {
        return IntStream.range(0, AGENTS).mapToObj(i -> agent(i, heard)).toList();
    }

    private static AgentDefinition agent(int i, boolean heard) {
        List<Subscription> subscriptions = new ArrayList<>();
        for (int n = 0; n < HEARD; n++) {
            int other = (i + 1 + n * n * 37) % AGENTS;
            String topic = (heard ? "/Of/" : "/From/Outside" + n + "/") + name(other);
            subscriptions.add(subscription("on" + n, topic));
        }
        return new AgentDefinition(
                name(i),
                "p." + name(i),
                "",
                Source.NONE,
                1,
                false,
                IntStream.of(i + 1, i + 2).filter(n -> n < AGENTS).mapToObj(n -> name(n)).toList(),
                null,
                ContractTerms.DRAFT,
                List.of(),
                subscriptions,
                List.of("/Of/" + name(i)),
                List.of());
    }

    private static Subscription subscription(String id, String topic) {
        return new Subscription(
                id,
                new TopicPattern(topic),
                id,
                Subscription.Form.NONE,
                null,
                Schema.ANY,
                null,
                null,
                Priority.NORMAL,
                null,
                Start.LATEST,
                null,
                List.of(),
                0);
    }

    private static String name(int i) {
        return "Agent%05d".formatted(i);
    }
}
