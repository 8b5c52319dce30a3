package shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.bus.HistoryEntry;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.bus.Publish;
import io.graphbus.migration.delivery.MigrationDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShopTest {

    private GraphBus shop;

    @BeforeEach
    void open() {
        shop =
                GraphBus.builder()
                        .agent(Orders.class)
                        .agent(Billing.class)
                        .agent(Mailer.class)
                        .agent(Shipping.class)
                        .migrations(MigrationDirectory.read(Path.of("migrations")))
                        .build()
                        .start();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private List<HistoryEntry> settled() {
        assertThat(shop.awaitIdle(Duration.ofSeconds(10))).isTrue();
        assertThat(shop.stats().failed()).isZero();
        return shop.history(HistoryQuery.newest(10));
    }

    @Test
    void anOrderOfVersion2IsBilledByWhoReadsVersion1() {
        shop.call(
                "Orders",
                "place",
                Map.of("id", "o-1", "customer", "Ada", "cents", 1999),
                Order.class);
        assertThat(settled().getFirst().event().payload(Bill.class).text())
                .isEqualTo("1999 cents from Ada");
        assertThat(shop.stats().delivered()).isEqualTo(3);
    }

    @Test
    void anOrderOfVersion1IsShippedByWhoReadsVersion2() {
        shop.publish(
                Publish.json(
                                "/Order/Created",
                                "{\"id\":\"o-2\",\"customer\":\"Bob\",\"amount\":5}")
                        .schemaVersion("1.0.0"));
        settled();
        assertThat(shop.stats().delivered()).isEqualTo(3);
    }
}
