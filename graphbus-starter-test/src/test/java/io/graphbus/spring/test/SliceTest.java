package io.graphbus.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.spring.test.shop.Front;
import io.graphbus.spring.test.shop.Order;
import io.graphbus.spring.test.shop.Paid;
import io.graphbus.spring.test.shop.Prices;
import io.graphbus.spring.test.shop.ShopApplication;
import io.graphbus.spring.test.shop.Till;
import io.graphbus.test.GraphBusTester;
import io.graphbus.test.PublishedEvents;
import io.graphbus.test.RecordedSignals;
import io.graphbus.test.Scenario;
import io.graphbus.test.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

@GraphBusTest(properties = "graphbus.bus.mailbox-capacity=7")
@ContextConfiguration(classes = ShopApplication.class)
@Import(Prices.class)
class SliceTest {

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @Autowired PublishedEvents published;
    @Autowired Scenario again;
    @Autowired SteppedClock clock;

    @Test
    void onlyTheAgentsAreThere(ApplicationContext context, GraphBus bus) {
        assertThat(bus.graph().agentNames())
                .containsExactly("Cashier", "Nightly", "Reminder", "Till");
        assertThat(context.getBeanProvider(Front.class).getIfAvailable()).isNull();
        assertThat(bus.options().mailboxCapacity()).isEqualTo(7);
        assertThat(bus.isRunning()).isTrue();
    }

    @RepeatedTest(2)
    void aSentenceSaysWhatComesOfAnEvent(Scenario scenario, PublishedEvents events) {
        assertThat(events).isEmpty();
        scenario.publish("/Order/Created", new Order("a", "tea"))
                .andWaitForEvent("/Order/Paid", Paid.class)
                .from("Cashier")
                .matching(paid -> paid.amount() == 3)
                .toArriveAndVerify(paid -> assertThat(paid.at()).isEqualTo(NEW_YEAR));
        assertThat(events).areOn("/Order/Created", "/Order/Paid").wereHandled();
        assertThat(published).hasSize(2);
    }

    @Test
    void whatStandsInFrontOfTheBusIsFound(Scenario scenario, PublishedEvents events) {
        scenario.publish("/Order/Created", new Order("a", "tea")).andWaitForEvent("/Order/Paid");
        assertThat(events.events()).allMatch(event -> event.headers().containsKey("stamped"));
    }

    @RepeatedTest(2)
    void nothingIsLeftOfAnotherTest(GraphBusTester graph, SteppedClock same) {
        assertThat(graph).isNextDueAt(NEW_YEAR.plus(Duration.ofDays(1))).hasDelivered(0);
        assertThat(clock).isSameAs(same);
        assertThat(clock.instant()).isEqualTo(NEW_YEAR);
        again.publish("/Order/Created", new Order("a", "tea"))
                .andNoEvent("/Order/OpinionWanted")
                .andAfter(Duration.ofDays(7))
                .andWaitForEvent("/Order/OpinionWanted", String.class)
                .times(1);
        again.publish("/Order/Created", new Order("b", "coffee"));
        graph.advance(Duration.ofDays(7));
        assertThat(graph.events().on("/Order/OpinionWanted")).havePayloads("a", "b");
    }

    @RepeatedTest(2)
    void statefulAgentsBeginAsTheyBeganTheFirstTest(GraphBusTester graph, Scenario scenario) {
        assertThat(graph.call("Till", "sum")).isEqualTo(10);
        scenario.publish("/Order/Created", new Order("a", "tea"))
                .andState("Till", Till.Content.class, c -> assertThat(c.sum()).isEqualTo(13));
    }

    @Test
    void anExpectedFailureIsPartOfTheSentence(Scenario scenario, RecordedSignals signals) {
        scenario.publish("/Order/Created", new Order("a", ""))
                .andFailure(IllegalArgumentException.class)
                .andNoEvent("/Order/Paid");
        assertThat(signals).isNotEmpty();
    }

    @Nested
    class Inside {

        @RepeatedTest(2)
        void nestedTestsAreTestsOfTheSlice(Scenario scenario, GraphBusTester graph) {
            scenario.publish("/Order/Created", new Order("a", "tea"))
                    .andWaitForEvent("/Order/Paid");
            assertThat(graph).hasDelivered(3).hasLostNothing();
        }
    }
}
