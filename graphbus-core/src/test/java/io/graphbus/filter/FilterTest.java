package io.graphbus.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilterTest {

    @Test
    void anExpressionSeesPayloadEventAndFields() {
        Filter filter =
                Filter.compile("amount > 100 && payload.name.startsWith('A') && event.key == 'k'");
        Map<String, Object> variables = new HashMap<>();
        variables.put("amount", 150);
        variables.put("payload", Map.of("name", "Ada"));
        variables.put("event", Map.of("key", "k"));
        assertThat(filter.test(variables)).isTrue();
        variables.put("amount", 99.5);
        assertThat(filter.test(variables)).isFalse();
    }

    @Test
    void numbersOfAllKindsCompare() {
        Filter filter = Filter.compile("n >= 2");
        for (Object n : List.of(2, 2L, 2.0, 2f, new BigDecimal("2.5"), BigInteger.TWO)) {
            assertThat(filter.test(Map.of("n", n))).as(n.getClass().getName()).isTrue();
        }
    }

    @Test
    void listsAndAbsenceCanBeAskedFor() {
        Filter filter = Filter.compile("items.exists(item, item.id == 3) && payload.gone == null");
        Map<String, Object> payload = new HashMap<>();
        payload.put("gone", null);
        assertThat(filter.test(Map.of("items", List.of(Map.of("id", 3)), "payload", payload)))
                .isTrue();
    }

    @Test
    void whatDoesNotParseOrIsNoConditionIsRefused() {
        assertThatThrownBy(() -> Filter.compile("amount >")).hasMessageContaining("INVALID_FILTER");
        assertThatThrownBy(() -> Filter.compile("1 + 1"))
                .hasMessageContaining("gives int, not bool");
        assertThatThrownBy(() -> Filter.compile("amount.foo(1)"))
                .hasMessageContaining("INVALID_FILTER");
    }

    @Test
    void aNameThatIsNotThereIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> Filter.compile("amont > 1", List.of("amount")))
                .hasMessageContaining("Did you mean amount?");
        assertThat(
                        Filter.compile("items.all(i, i > 0) && event.topic != ''", List.of("items"))
                                .test(Map.of("items", List.of(1), "event", Map.of("topic", "/T"))))
                .isTrue();
    }

    @Test
    void anExpressionThatCannotBeEvaluatedSaysSo() {
        assertThatThrownBy(() -> Filter.compile("n > 1").test(Map.of("n", "text")))
                .hasMessageContaining("INVALID_FILTER");
    }
}
