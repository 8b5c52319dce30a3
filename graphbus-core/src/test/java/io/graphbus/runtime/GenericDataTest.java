package io.graphbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Methods and handlers get what their types say, whatever the types are made of. */
@Timeout(60)
class GenericDataTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    public record Mine(String id) {}

    public record Yours(String id) {}

    @Agent
    public static class Lists {
        volatile String heard = "";

        @SchemaMethod
        @Publishes("/Lists")
        public List<Mine> send(String id) {
            return List.of(new Mine(id));
        }

        @Subscribes("/Lists")
        public void onList(List<Yours> all) {
            heard = all.get(0).id();
        }

        @SchemaMethod
        public long sum(List<List<Long>> rows) {
            return rows.stream().flatMap(List::stream).mapToLong(Long::longValue).sum();
        }

        @SchemaMethod
        public String greet(Optional<String> name) {
            return name.orElse("World");
        }
    }

    abstract static class Keeper<T> {
        volatile @Nullable T heard;

        @SchemaMethod
        public String name(T one) {
            return one.getClass().getSimpleName();
        }

        @Subscribes("/Kept")
        public void onKept(T one) {
            heard = one;
        }
    }

    @Agent
    public static class MineKeeper extends Keeper<Mine> {}

    @Test
    void inheritedMethodsTakeWhatTheAgentPutsInThePlaceOfATypeVariable() {
        MineKeeper keeper = new MineKeeper();
        try (GraphBus bus = GraphBus.of(keeper)) {
            assertThat(bus.callJson("MineKeeper", "name", "{\"one\":{\"id\":\"a\"}}"))
                    .isEqualTo("\"Mine\"");
            bus.publish("/Kept", Map.of("id", "b"));
            assertThat(bus.awaitIdle(SOON)).isTrue();
        }
        assertThat(keeper.heard).isEqualTo(new Mine("b"));
    }

    @Test
    void aListOfOtherRecordsIsConvertedForItsHandler() {
        Lists lists = new Lists();
        try (GraphBus bus = GraphBus.of(lists)) {
            bus.call("Lists", "send", "a");
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().failed()).isZero();
        }
        assertThat(lists.heard).isEqualTo("a");
    }

    @Test
    void nestedNumbersArriveAsTheTypeTheMethodTakes() {
        try (GraphBus bus = GraphBus.of(new Lists())) {
            assertThat(bus.call("Lists", "sum", List.of(List.of(1, 2), List.of(3)))).isEqualTo(6L);
        }
    }

    @Test
    void anOptionalParameterTakesAValueNothingAndNull() {
        try (GraphBus bus = GraphBus.of(new Lists())) {
            assertThat(bus.call("Lists", "greet", Map.of("name", "Ada"), String.class))
                    .isEqualTo("Ada");
            assertThat(bus.call("Lists", "greet", "Ada")).isEqualTo("Ada");
            assertThat(bus.call("Lists", "greet", Optional.of("Ada"))).isEqualTo("Ada");
            assertThat(bus.call("Lists", "greet", Map.of(), String.class)).isEqualTo("World");
            assertThat(bus.call("Lists", "greet", new Object[] {null})).isEqualTo("World");
            assertThat(bus.callJson("Lists", "greet", "{\"name\":\"Ada\"}")).isEqualTo("\"Ada\"");
            assertThatThrownBy(() -> bus.call("Lists", "greet", 5))
                    .hasMessageContaining(ProblemCode.INVALID_ARGUMENTS.name());
        }
    }
}
