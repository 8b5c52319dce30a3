package io.graphbus.test.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.test.GraphBusTester;
import io.graphbus.test.PublishedEvents;
import io.graphbus.test.RecordedSignals;
import io.graphbus.test.Scenario;
import io.graphbus.test.SteppedClock;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class GraphBusExtensionTest {

    @RegisterExtension static final GraphBusExtension GRAPH = GraphBusExtension.of(Counter.class);

    @Agent
    public static class Counter {
        private int count;

        @Subscribes("/Count")
        public void count(int step) {
            if (step < 0) {
                throw new IllegalArgumentException("counting backwards");
            }
            count += step;
        }

        @SchemaMethod
        public int total() {
            return count;
        }
    }

    @RepeatedTest(2)
    void eachTestHasAGraphOfItsOwn(
            GraphBusTester graph,
            Scenario scenario,
            PublishedEvents events,
            RecordedSignals signals,
            SteppedClock clock,
            GraphBus bus) {
        assertThat(events).isEmpty();
        scenario.publish("/Count", 1);
        assertThat(events).areOn("/Count");
        assertThat(graph.call("Counter", "total")).isEqualTo(1);
        assertThat(graph.bus()).isSameAs(bus);
        assertThat(graph.clock()).isSameAs(clock);
        assertThat(signals.all()).isEqualTo(graph.signals().all());
    }

    @Test
    void aTestWhoseHandlersFailUnaskedFails() {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(request().selectors(selectClass(Backwards.class)).build(), listener);
        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
        assertThat(summary.getFailures())
                .singleElement()
                .satisfies(
                        failure ->
                                assertThat(failure.getException())
                                        .hasMessageContaining("counting backwards"));
    }

    /** Is run by the test above, not by itself. */
    static final class Backwards {

        @RegisterExtension
        static final GraphBusExtension GRAPH =
                GraphBusExtension.by(() -> GraphBusTester.of(new Counter()));

        @Test
        void fails(GraphBusTester graph) {
            graph.publish("/Count", -1);
        }

        @Test
        void succeeds(GraphBusTester graph) {
            graph.publish("/Count", -1);
            assertThat(graph.takeFailures()).hasSize(1);
        }
    }
}
