package io.graphbus.spring.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.spring.greeting.Greeter;
import io.graphbus.spring.greeting.Guestbook;
import io.graphbus.spring.greeting.Porter;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GraphBusEndpointTest {

    private final GraphBus bus = GraphBus.of(new Greeter(), new Porter(new Guestbook()));
    private final GraphBusEndpoint endpoint = new GraphBusEndpoint(CurrentGraph.of(bus));

    @Test
    void theWholeAnswerHasGraphAgentsAndStats() {
        JsonNode all = json(endpoint.everything());
        assertThat(all.get("running").asBoolean()).isTrue();
        assertThat(all.at("/graph/edges/0").toString())
                .isEqualTo(
                        """
                        {"from":"Greeter","to":"Porter","kind":"EVENT","topic":"/Greeting/Made"}\
                        """);
        assertThat(all.at("/graph/topics/0/subscribers/0").asString())
                .isEqualTo("Porter.onGreeting");
        assertThat(all.at("/agents/0/methods/0/parameters/0").asString())
                .isEqualTo("name: java.lang.String");
        assertThat(all.at("/stats/published").asLong()).isZero();
    }

    @Test
    void thePartsAreTheSameAsInTheWhole() {
        JsonNode all = json(endpoint.everything());
        assertThat(json(endpoint.part("graph"))).isEqualTo(all.get("graph"));
        assertThat(json(endpoint.part("agents"))).isEqualTo(all.get("agents"));
        assertThat(json(endpoint.part("stats"))).isEqualTo(all.get("stats"));
    }

    @Test
    void oneAgentIsFoundByItsName() {
        assertThat(json(endpoint.agent("agents", "Porter")).get("name").asString())
                .isEqualTo("Porter");
    }

    @Test
    void unknownPartsAndAgentsAreAbsent() {
        assertThat(endpoint.part("nonsense")).isNull();
        assertThat(endpoint.agent("agents", "Nobody")).isNull();
        assertThat(endpoint.agent("graph", "Porter")).isNull();
    }

    @Test
    void theEndpointExistsOnlyWhereItIsExposed() {
        ApplicationContextRunner runner =
                new ApplicationContextRunner()
                        .withConfiguration(
                                AutoConfigurations.of(GraphBusEndpointAutoConfiguration.class))
                        .withBean(CurrentGraph.class, () -> CurrentGraph.of(bus));
        runner.run(context -> assertThat(context).doesNotHaveBean(GraphBusEndpoint.class));
        runner.withPropertyValues("management.endpoints.web.exposure.include=graphbus")
                .run(context -> assertThat(context).hasSingleBean(GraphBusEndpoint.class));
    }

    private static JsonNode json(Object view) {
        return JsonMapper.shared().valueToTree(view);
    }
}
