package com.example.greeter;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.greeter.Guestbook.Entry;
import io.graphbus.spring.test.AutoConfigureGraphBus;
import io.graphbus.spring.test.AutoConfigureGraphBusTest;
import io.graphbus.test.GraphBusTester;
import io.graphbus.test.PublishedEvents;
import io.graphbus.test.Scenario;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.transaction.TestTransaction;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tests an agent with its database. Its events are committed, so the test is no transaction. */
@DataJpaTest
@AutoConfigureGraphBus
@AutoConfigureGraphBusTest
@Import(Guestbook.class)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class GuestbookTest {

    @Autowired Guests guests;

    @BeforeEach
    void empty() {
        guests.deleteAll();
    }

    @Test
    void whoIsGreetedComesIntoTheBook(Scenario scenario, GraphBusTester graph) {
        scenario.publish("/Greeting/Made", new Greeting("Ada", "Hello, Ada!"))
                .andWaitForEvent("/Guest/Entered", Entry.class)
                .matching(entry -> entry.name().equals("Ada"));
        assertThat(graph.call("Guestbook", "names")).isEqualTo(List.of("Ada"));
    }

    @Test
    void whoIsGreetedAgainIsNoNewGuest(Scenario scenario, PublishedEvents events) {
        Greeting greeting = new Greeting("Ada", "Hello, Ada!");
        scenario.publish("/Greeting/Made", greeting);
        scenario.publish("/Greeting/Made", greeting).andNoEvent("/Guest/Entered");
        assertThat(events).areOn("/Greeting/Made", "/Guest/Entered", "/Greeting/Made");
    }

    @Test
    @Transactional
    void whatATestPublishesInItsTransactionLeavesWhenThatCommits(
            GraphBusTester graph, PublishedEvents events) {
        graph.publish("/Greeting/Made", new Greeting("Ada", "Hello, Ada!"));
        assertThat(events).isEmpty();

        TestTransaction.flagForCommit();
        TestTransaction.end();
        graph.settle();

        assertThat(events).areOn("/Greeting/Made", "/Guest/Entered").wereHandled();
    }
}
