package io.graphbus.migration.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.graphbus.agent.Default;
import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaDeriver;
import io.graphbus.schema.SchemaValidator;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/** What a type's schema accepts can be bound to it, and what is written of it is accepted again. */
class BindingTest {

    private static final int VALUES = 40;

    record Primitives(
            int i, long l, short s, byte b, double d, float f, boolean t, char c, String text) {}

    record Boxes(@Nullable Integer i, @Nullable Long l, @Nullable Boolean t, @Nullable Double d) {}

    record Numbers(BigDecimal price, BigInteger count) {}

    record Maybe(Optional<String> name, OptionalInt age, @Default("7") int times) {}

    record Lists(List<String> names, Set<Integer> numbers, int[] raw, List<List<Boolean>> deep) {}

    record Maps(Map<String, Integer> counts, Map<String, List<Numbers>> prices) {}

    record Enums(DayOfWeek day, List<DayOfWeek> others) {}

    record Tree(String value, List<Tree> children) {}

    record Pair<A, B>(A first, B second) {}

    record Pairs(Pair<String, Integer> one, Pair<List<String>, Pair<Boolean, Long>> two) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Square.class, name = "square")
    })
    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(int side, String colour) implements Shape {}

    record Drawing(Shape main, List<Shape> others) {}

    private static Stream<Type> types() {
        return Stream.of(
                Primitives.class,
                Boxes.class,
                Numbers.class,
                Maybe.class,
                Lists.class,
                Maps.class,
                Enums.class,
                Tree.class,
                Pairs.class,
                Drawing.class,
                int.class,
                String.class,
                int[].class);
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatTheSchemaAcceptsBindsAndWhatIsWrittenIsAccepted(Type type) {
        Schema schema = new SchemaDeriver().derive(type);
        SchemaValidator validator = SchemaValidator.of(schema);
        JavaType java = Json.MAPPER.constructType(type);
        for (JsonNode made : Instances.of(schema, VALUES, 7)) {
            JsonNode value = Json.parse(made.toString(), "");
            assertThat(validator.accepts(value)).as("%s of %s", value, schema).isTrue();
            assertThatCode(() -> Json.MAPPER.treeToValue(value, java))
                    .as("%s of %s", value, schema)
                    .doesNotThrowAnyException();
            Object bound = Json.MAPPER.treeToValue(value, java);
            JsonNode written = Json.MAPPER.valueToTree(bound);
            assertThat(validator.validate(written)).as("%s written", written).isEmpty();
        }
    }
}
