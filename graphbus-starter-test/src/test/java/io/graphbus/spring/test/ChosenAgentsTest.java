package io.graphbus.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.spring.test.shop.Paid;
import io.graphbus.spring.test.shop.ShopApplication;
import io.graphbus.spring.test.shop.Till;
import io.graphbus.test.GraphBusTester;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.ContextConfiguration;

class ChosenAgentsTest {

    @Nested
    @GraphBusTest(Till.class)
    @ContextConfiguration(classes = ShopApplication.class)
    class ByAgents {

        @Test
        void onlyTheyAreFound(GraphBusTester graph) {
            assertThat(graph.bus().graph().agentNames()).containsExactly("Till");
            graph.publish("/Order/Paid", new Paid("a", 5, Instant.EPOCH));
            assertThat(graph.call("Till", "sum")).isEqualTo(15);
        }
    }

    @Nested
    @GraphBusTest(classes = Till.class)
    class ByClasses {

        @Test
        void noApplicationIsNeeded(GraphBusTester graph) {
            assertThat(graph.bus().graph().agentNames()).containsExactly("Till");
        }
    }
}
