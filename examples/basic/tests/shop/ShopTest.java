package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.test.GraphBusTester;
import io.graphbus.test.Scenario;
import io.graphbus.test.junit.GraphBusExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShopTest {

    @RegisterExtension
    static final GraphBusExtension SHOP =
            GraphBusExtension.of(OrderDesk.class, Warehouse.class, Messenger.class);

    @Test
    void whatIsOnTheShelfIsReserved(Scenario scenario, GraphBusTester graph) {
        scenario.call("OrderDesk", "place", "Ada", "tea", 2)
                .andWaitForEvent("/Order/Placed", Order.class)
                .andWaitForEvent("/Order/Checked", Reservation.class)
                .matching(Reservation::reserved)
                .matching(reservation -> reservation.left() == 1);
        assertThat(graph).hasHandled("Messenger", 1).hasLostNothing();
    }

    @Test
    void whatIsNotThereIsNotPromised(Scenario scenario) {
        scenario.call("OrderDesk", "place", "Ada", "teapot", 2)
                .andWaitForEvent("/Order/Checked", Reservation.class)
                .matching(reservation -> !reservation.reserved() && reservation.left() == 1);
    }

    @Test
    void anOrderOfNothingIsRefused(GraphBusTester graph) {
        assertThatThrownBy(() -> graph.call("OrderDesk", "place", "Ada", "tea", 0))
                .hasMessageContaining("at least 1");
        assertThat(graph.events()).isEmpty();
    }

    @Test
    void theShelfSurvivesARestart(GraphBusTester graph) {
        graph.call("OrderDesk", "place", "Ada", "coffee", 4);
        graph.restart();
        assertThat(graph.call("Warehouse", "shelf"))
                .isEqualTo(Map.of("coffee", 1, "tea", 3, "teapot", 1));
    }
}
