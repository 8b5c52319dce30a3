package io.graphbus.spring.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.contract.notice.Notice;
import io.graphbus.contract.notice.Outcome;
import io.graphbus.health.HealthPolicy;
import io.graphbus.runtime.RuntimeStats.AgentStats;
import io.graphbus.schema.Version;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.spring.SwappingGraph;
import io.graphbus.spring.greeting.Counter;
import io.graphbus.spring.greeting.Greeter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class GraphHealthTest {

    @Test
    void everyAgentIsAChildThatIsUpWhileItsGraphRuns() {
        GraphHealth health = new GraphHealth(CurrentGraph.of(GraphBus.of(new Greeter())));
        assertThat(names(health)).containsExactly("Greeter");
        Health greeter = child(health, "Greeter");
        assertThat(greeter.getStatus()).isEqualTo(Status.UP);
        assertThat(greeter.getDetails())
                .containsOnlyKeys("queueDepth", "calls", "errors", "delivered", "failed");
    }

    @Test
    void theDetailsCountCallsAndErrors() {
        GraphBus bus = GraphBus.of(new Greeter());
        bus.call("Greeter", "greet", "Ada");
        assertThat(child(new GraphHealth(CurrentGraph.of(bus)), "Greeter").getDetails())
                .containsEntry("calls", 1L)
                .containsEntry("errors", 0L);
    }

    @Test
    void whatAnAgentWasToldOfContractsIsADetailAndNoFailure() {
        Notice notice =
                new Notice(
                        "Greeter",
                        "Orders",
                        Version.of("2.0.0"),
                        Outcome.BREAKS,
                        "/order/created",
                        "",
                        null,
                        List.of(),
                        "");
        CurrentGraph graph = CurrentGraph.of(GraphBus.of(new Greeter()));

        Health health = child(new GraphHealth(graph, agent -> List.of(notice)), "Greeter");
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails())
                .containsEntry("contractNotices", List.of("Orders 2.0.0: BREAKS at /order/created"))
                .containsKey("calls");
    }

    @Test
    void childrenComeAndGoWithTheGraph() {
        SwappingGraph graph = new SwappingGraph(GraphBus.of(new Greeter()));
        GraphHealth health = new GraphHealth(graph);
        graph.swap(GraphBus.of(new Counter()));
        assertThat(names(health)).containsExactly("Counter");
        assertThat(health.getContributor("Greeter")).isNull();
    }

    @Test
    void anAgentWhoseNameHasADotIsFoundByIt() {
        GraphHealth health = new GraphHealth(CurrentGraph.of(GraphBus.of(new Dotted())));
        assertThat(child(health, "a.b-c").getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aFailedAgentHasItsOwnStatusThatIsAnsweredWith200() {
        AgentStats failed = new AgentStats("Greeter", false, 0, List.of(), List.of(), null);
        Status status = AgentHealth.of(failed, true).build().getStatus();
        assertThat(status.getCode()).isEqualTo("AGENT_FAILED");
        assertThat(HttpCodeStatusMapper.getDefault().getStatusCode(status)).isEqualTo(200);
    }

    @Test
    void anAgentThatKeepsFailingIsUpWithDetailUntilItHasFailed() {
        GraphBus bus =
                GraphBus.builder().agent(new Weak()).health(HealthPolicy.DEFAULTS).build().start();
        GraphHealth health = new GraphHealth(CurrentGraph.of(bus));
        fail(bus, 3);
        assertThat(child(health, "Weak").getStatus()).isEqualTo(Status.UP);
        assertThat(child(health, "Weak").getDetails())
                .containsEntry("health", "UNHEALTHY")
                .containsEntry("reason", "3 failures in a row");
        fail(bus, 2);
        assertThat(child(health, "Weak").getStatus()).isEqualTo(AgentHealth.AGENT_FAILED);
        bus.close();
    }

    @Test
    void theApplicationRefusesTrafficWhileAnAgentHasFailedIfWanted() {
        GraphBus bus =
                GraphBus.builder().agent(new Weak()).health(HealthPolicy.DEFAULTS).build().start();
        ApplicationContextRunner runner =
                new ApplicationContextRunner()
                        .withConfiguration(
                                AutoConfigurations.of(
                                        GraphBusHealthAutoConfiguration.class,
                                        ApplicationAvailabilityAutoConfiguration.class))
                        .withBean(CurrentGraph.class, () -> CurrentGraph.of(bus));
        runner.withPropertyValues("graphbus.health.readiness=true")
                .run(
                        context -> {
                            var state = context.getBean(ApplicationAvailability.class);
                            fail(bus, 5);
                            assertThat(state.getReadinessState())
                                    .isEqualTo(ReadinessState.REFUSING_TRAFFIC);
                            bus.call("Weak", "work");
                            assertThat(state.getReadinessState())
                                    .isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
                        });
        runner.run(context -> assertThat(context).doesNotHaveBean(AgentReadiness.class));
        bus.close();
    }

    private static void fail(GraphBus bus, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> bus.call("Weak", "fail"));
        }
    }

    /** Fails or works, as one likes. */
    @Agent
    public static class Weak {
        @SchemaMethod
        public int work() {
            return 1;
        }

        @SchemaMethod
        public int fail() {
            throw new IllegalStateException("weak");
        }
    }

    @Test
    void agentsOfAStoppedGraphAreOutOfService() {
        GraphBus bus = GraphBus.of(new Greeter());
        bus.stop();
        assertThat(child(new GraphHealth(CurrentGraph.of(bus)), "Greeter").getStatus())
                .isEqualTo(Status.OUT_OF_SERVICE);
    }

    @Test
    void agentsOfAGraphThatStoppedForTheNextAreUp() {
        SwappingGraph graph = new SwappingGraph(GraphBus.of(new Greeter()));
        graph.beginToChange();
        Health greeter = child(new GraphHealth(graph), "Greeter");
        assertThat(greeter.getStatus()).isEqualTo(Status.UP);
        assertThat(greeter.getDetails()).containsEntry("calls", 0L);
    }

    @Test
    void theContributorIsCalledGraphbusAndCanBeSwitchedOff() {
        ApplicationContextRunner runner =
                new ApplicationContextRunner()
                        .withConfiguration(
                                AutoConfigurations.of(
                                        GraphBusHealthAutoConfiguration.class,
                                        HealthContributorAutoConfiguration.class,
                                        HealthContributorRegistryAutoConfiguration.class))
                        .withBean(CurrentGraph.class, () -> CurrentGraph.of(GraphBus.of()));
        runner.run(
                context ->
                        assertThat(
                                        context.getBean(HealthContributorRegistry.class)
                                                .getContributor("graphbus"))
                                .isInstanceOf(CompositeHealthContributor.class));
        runner.withPropertyValues("management.health.graphbus.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(GraphHealth.class));
    }

    private static List<String> names(GraphHealth health) {
        return health.stream().map(HealthContributors.Entry::name).toList();
    }

    private static Health child(GraphHealth health, String name) {
        assertThat(health.getContributor(name)).isInstanceOf(HealthIndicator.class);
        return ((HealthIndicator) health.getContributor(name)).health();
    }

    /** Has a name that is legal and awkward. */
    @Agent(name = "a.b-c")
    public static class Dotted {}
}
