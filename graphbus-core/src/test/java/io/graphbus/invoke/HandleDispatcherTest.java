package io.graphbus.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Methods of every shape are called with what they ask for. */
class HandleDispatcherTest {

    public abstract static class Base<T> {
        Object kept = "";

        @Subscribes("/Keep")
        public void keep(T value) {
            kept = value;
        }

        protected abstract String shown(T value);
    }

    public interface Greets {
        @SchemaMethod
        default String greet(String name) {
            return "Hello " + name;
        }
    }

    @Agent
    public static class Shapes extends Base<String> implements Greets {
        List<String> heard = List.of();
        long[] numbers = {};

        @SchemaMethod
        public String joined(String between, String... parts) {
            return String.join(between, parts);
        }

        @SchemaMethod
        public int sum(int... numbers) {
            int sum = 0;
            for (int number : numbers) {
                sum += number;
            }
            return sum;
        }

        @SchemaMethod
        public long half(long number) {
            return number / 2;
        }

        @Override
        @SchemaMethod
        public String shown(String value) {
            return "<" + value + ">";
        }

        @Subscribes("/Words")
        public void words(String... words) {
            heard = List.of(words);
        }

        @Subscribes("/Numbers")
        public void numbers(long[] some) {
            numbers = some;
        }
    }

    @Test
    void callsFitMethodsOfEveryShape() {
        try (GraphBus graph = GraphBus.of(new Shapes()).start()) {
            assertThat(graph.call("Shapes", "joined", "-", new String[] {"a", "b"}))
                    .isEqualTo("a-b");
            assertThat(graph.call("Shapes", "sum", (Object) new int[] {1, 2, 3})).isEqualTo(6);
            assertThat(graph.call("Shapes", "half", 10)).isEqualTo(5L);
            assertThat(graph.call("Shapes", "shown", "x")).isEqualTo("<x>");
            assertThat(graph.call("Shapes", "greet", "you")).isEqualTo("Hello you");
        }
    }

    @Test
    void eventsFitHandlersOfEveryShape() {
        Shapes shapes = new Shapes();
        try (GraphBus graph = GraphBus.of(shapes).start()) {
            graph.publish("/Words", new String[] {"a", "b"});
            graph.publish("/Numbers", List.of(1, 2));
            graph.publish("/Keep", "kept");
            assertThat(graph.awaitIdle(Duration.ofSeconds(30))).isTrue();
            assertThat(graph.stats().failed()).isZero();
        }
        assertThat(shapes.heard).containsExactly("a", "b");
        assertThat(shapes.numbers).containsExactly(1, 2);
        assertThat(shapes.kept).isEqualTo("kept");
    }
}
