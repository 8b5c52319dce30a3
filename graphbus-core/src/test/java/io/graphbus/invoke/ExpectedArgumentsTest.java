package io.graphbus.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.problem.GraphBusException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpectedArgumentsTest {

    @Agent
    public static class Shop {
        @SchemaMethod
        public int order(Map<String, List<Maße.Länge>> lines, Optional<String> note) {
            return lines.size();
        }
    }

    public static class Maße {
        public record Länge(int zentimeter) {}
    }

    @Test
    void theHintNamesEachArgumentWithItsTypeInShort() {
        try (GraphBus bus = GraphBus.of(new Shop())) {
            GraphBusException thrown =
                    catchThrowableOfType(
                            GraphBusException.class, () -> bus.callJson("Shop", "order", "{}"));
            assertThat(thrown.problem().hint())
                    .isEqualTo("Expected: lines Map<String, List<Länge>>, note? Optional<String>.");
        }
    }
}
