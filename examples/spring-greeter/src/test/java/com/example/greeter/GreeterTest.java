package com.example.greeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.spring.test.GraphBusTest;
import io.graphbus.test.GraphBusTester;
import io.graphbus.test.PublishedEvents;
import io.graphbus.test.Scenario;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;

/** Tests one agent by itself: no web, no database. */
@GraphBusTest(Greeter.class)
@Import(Phrases.class)
class GreeterTest {

    @Test
    void aGreetingIsMadeKnown(Scenario scenario, GraphBusTester graph) {
        scenario.call("Greeter", "greet", "Ada")
                .andWaitForEvent("/Greeting/Made", Greeting.class)
                .matching(greeting -> greeting.text().equals("Hello, Ada!"));
        assertThat(graph).hasLostNothing();
    }

    @Test
    void nobodyIsNotGreeted(GraphBusTester graph, PublishedEvents events) {
        assertThatThrownBy(() -> graph.call("Greeter", "greet", " "))
                .hasMessageContaining("there is nobody to greet");
        assertThat(events).isEmpty();
    }
}
