package io.graphbus.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.spring.test.shop.Front;
import io.graphbus.spring.test.shop.Order;
import io.graphbus.spring.test.shop.Paid;
import io.graphbus.spring.test.shop.ShopApplication;
import io.graphbus.test.GraphBusTester;
import io.graphbus.test.Scenario;
import io.graphbus.test.SteppedClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

class WholeApplicationTest {

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @Nested
    @SpringBootTest(classes = ShopApplication.class)
    @AutoConfigureGraphBusTest
    class ByItself {

        @Test
        void whateverReachesTheGraphCanBeginASentence(
                @Autowired Front front, @Autowired Clock primary, Scenario scenario) {
            assertThat(primary).isInstanceOf(SteppedClock.class);
            scenario.stimulate(() -> front.order(new Order("a", "tea")))
                    .andWaitForEvent("/Order/Paid", Paid.class)
                    .matching(paid -> paid.at().equals(NEW_YEAR))
                    .andAfter(Duration.ofDays(7))
                    .andWaitForEvent("/Order/OpinionWanted");
        }
    }

    @Nested
    @SpringBootTest(classes = ShopApplication.class, properties = "a.context=of its own")
    @AutoConfigureGraphBusTest(restart = false)
    @TestMethodOrder(OrderAnnotation.class)
    class WithoutRestart {

        @Test
        @org.junit.jupiter.api.Order(1)
        void first(GraphBusTester graph) {
            graph.publish("/Order/Created", new Order("a", "tea"));
            graph.advance(Duration.ofDays(1));
        }

        @Test
        @org.junit.jupiter.api.Order(2)
        void theGraphGoesOnButItsEventsAreForgotten(GraphBusTester graph) {
            assertThat(graph.events()).isEmpty();
            assertThat(graph.signals()).isEmpty();
            assertThat(graph.clock().instant()).isEqualTo(NEW_YEAR.plus(Duration.ofDays(1)));
            graph.advance(Duration.ofDays(6));
            assertThat(graph.events().on("/Order/*")).areOn("/Order/OpinionWanted");
            assertThat(graph).hasDelivered(3);
        }
    }

    @Nested
    @SpringBootTest(
            classes = ShopApplication.class,
            properties = {
                "graphbus.server.url=http://localhost:1",
                "graphbus.server.application-name=shop"
            })
    @AutoConfigureGraphBusTest
    class WithAServer {

        @Test
        void aGraphUnderTestRegistersNowhere(@Autowired ApplicationContext application) {
            assertThat(application.containsBean("graphBusRegistrationLifecycle")).isFalse();
        }
    }

    @Nested
    @SpringBootTest(classes = ShopApplication.class)
    @AutoConfigureGraphBusTest(steppedClock = false)
    class ByTheApplicationsClock {

        @Test
        void anEventMayComeWithinATime(@Autowired Front front, Scenario scenario) {
            scenario.stimulate(() -> front.order(new Order("a", "tea")))
                    .andWaitForEvent("/Order/Paid", Paid.class, Duration.ofSeconds(20))
                    .matching(paid -> paid.amount() == 3);
        }

        @Test
        void timePasses(GraphBusTester graph, @Autowired Clock own) {
            assertThat(graph.bus().options().clock()).isSameAs(own);
            assertThat(own).isNotInstanceOf(SteppedClock.class);
        }
    }
}
