package com.example.greeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.graphbus.spring.test.GraphBusTest;
import io.graphbus.test.GraphBusTester;
import io.graphbus.test.PublishedEvents;
import io.graphbus.test.Scenario;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;

/** Tests the agents without the web. */
@GraphBusTest
@Import(Phrases.class)
class GreeterTest {

    @Test
    void whoIsGreetedComesIntoTheBook(Scenario scenario, GraphBusTester graph) {
        scenario.call("Greeter", "greet", "Ada")
                .andWaitForEvent("/Greeting/Made", Greeting.class)
                .matching(greeting -> greeting.text().equals("Hello, Ada!"));
        assertThat(graph).hasHandled("Guestbook", 1).hasLostNothing();
    }

    @Test
    void aGreetingFromElsewhereIsRememberedToo(GraphBusTester graph, PublishedEvents events) {
        graph.publish("/Greeting/Made", new Greeting("Grace", "Hi!"));
        assertThat(graph.call("Guestbook", "names")).asInstanceOf(LIST).contains("Grace");
        assertThat(events).areOn("/Greeting/Made").wereHandled();
    }
}
