package io.graphbus.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.graphbus.spring.test.shop.Cashier;
import io.graphbus.spring.test.shop.Nightly;
import io.graphbus.spring.test.shop.Order;
import io.graphbus.spring.test.shop.Paid;
import io.graphbus.spring.test.shop.Prices;
import io.graphbus.spring.test.shop.ShopApplication;
import io.graphbus.test.GraphBusTester;
import io.graphbus.test.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

class SlicePartsTest {

    @Nested
    @GraphBusTest(Cashier.class)
    @ContextConfiguration(classes = ShopApplication.class)
    class WhatAgentsNeed {

        @MockitoBean Prices prices;

        @ParameterizedTest
        @ValueSource(ints = {3, 5})
        void mayBeMocked(int price, Scenario scenario) {
            when(prices.of(anyString())).thenReturn(price);
            scenario.publish("/Order/Created", new Order("a", "tea"))
                    .andWaitForEvent("/Order/Paid", Paid.class)
                    .matching(paid -> paid.amount() == price);
            verify(prices).of("tea");
        }
    }

    @Nested
    @GraphBusTest(Nightly.class)
    @ContextConfiguration(classes = ShopApplication.class)
    class WhatIsSetGoingAtEachStart {

        @RepeatedTest(2)
        void runsInEachTest(GraphBusTester graph) {
            graph.advance(Duration.ofDays(3));
            assertThat(graph.events())
                    .areOn("/Books/Closed", "/Books/Closed", "/Books/Closed")
                    .areFrom("Nightly", "Nightly", "Nightly");
        }
    }
}
