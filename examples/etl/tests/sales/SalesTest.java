package sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.test.GraphBusTester;
import io.graphbus.test.Scenario;
import io.graphbus.test.junit.GraphBusExtension;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SalesTest {

    @RegisterExtension
    static final GraphBusExtension SALES =
            GraphBusExtension.of(Extractor.class, Transformer.class, Loader.class);

    @Test
    void eachLineIsLoadedOrRejected(GraphBusTester graph) {
        graph.call("Extractor", "extract", "sales.csv");
        assertThat(graph.events().on("/Line/Read")).hasSize(9).wereHandled();
        assertThat(graph.events().on("/Sale/Cleaned")).hasSize(6).wereHandledBy("Loader");
        assertThat(graph.events().on("/Line/Rejected").payloads(Rejected.class))
                .extracting(Rejected::line)
                .containsExactlyInAnyOrder(4, 7, 8);
    }

    @Test
    void aLineIsCleanedOnItsWay(Scenario scenario) {
        scenario.publish("/Line/Read", new Line("a.csv", 2, " North ,tea,3, 1.50"))
                .andWaitForEvent("/Sale/Cleaned", Sale.class)
                .matching(sale -> sale.region().equals("north"))
                .matching(sale -> sale.amount().equals(new BigDecimal("4.50")));
    }

    @Test
    void aLineThatMakesNoSenseSaysWhy(Scenario scenario) {
        scenario.publish("/Line/Read", new Line("a.csv", 2, "North,tea,many,1.50"))
                .andWaitForEvent("/Line/Rejected", Rejected.class)
                .matching(line -> line.reason().equals("\"many\" is no quantity"))
                .andNoEvent("/Sale/Cleaned");
    }

    @Test
    void readingAFileTwiceChangesNothing(GraphBusTester graph) {
        graph.call("Extractor", "extract", "sales.csv");
        Object once = graph.call("Loader", "totals");
        graph.restart();
        graph.call("Extractor", "extract", "sales.csv");
        assertThat(graph.call("Loader", "totals"))
                .isEqualTo(once)
                .isEqualTo(
                        Map.of(
                                "north", new BigDecimal("71.00"),
                                "south", new BigDecimal("116.00"),
                                "east", new BigDecimal("72.50"),
                                "west", new BigDecimal("41.40")));
    }

    @Test
    void aFileThatIsNotThereIsNamed(GraphBusTester graph) {
        assertThatThrownBy(() -> graph.call("Extractor", "extract", "nothing.csv"))
                .hasMessageContaining("there is no file nothing.csv");
    }
}
