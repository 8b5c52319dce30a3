package io.graphbus.invoke;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadsTest {

    record Line(String sku, int count) {}

    record Order(List<Line> lines) {}

    @Test
    void whatDoesNotFitIsNamedByItsPlaceAndNotByItsValue() {
        var order = Map.of("lines", List.of(Map.of("sku", "a", "count", "hush")));

        assertThatThrownBy(() -> Payloads.convert(order, Order.class))
                .hasMessageContaining("lines.[].count is no int")
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> Payloads.convert("hush", Line.class))
                .hasMessageContaining("the value is no Line")
                .hasMessageNotContaining("hush");
    }
}
