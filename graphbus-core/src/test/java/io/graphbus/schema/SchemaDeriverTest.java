package io.graphbus.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import io.graphbus.agent.Default;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class SchemaDeriverTest {

    private final SchemaDeriver deriver = new SchemaDeriver();

    private String derive(Type type) {
        return deriver.derive(type).toString();
    }

    private void assertSchema(Type type, String expected) {
        assertThat(deriver.derive(type).json())
                .isEqualTo(Json.parse(expected.replace('\'', '"'), ""));
    }

    enum Plain {
        RED,
        @JsonProperty("green")
        GREEN
    }

    enum Open {
        A,
        @JsonEnumDefaultValue
        OTHER
    }

    enum Coded {
        ONE;

        @JsonValue
        int code() {
            return 1;
        }
    }

    @Test
    void simpleTypesAreWhatTheMapperWrites() {
        assertSchema(void.class, "{'type':'null'}");
        assertSchema(String.class, "{'type':'string'}");
        assertSchema(int.class, "{'type':'integer','minimum':-2147483648,'maximum':2147483647}");
        assertSchema(byte.class, "{'type':'integer','minimum':-128,'maximum':127}");
        assertSchema(char.class, "{'type':'string','minLength':1,'maxLength':1}");
        assertSchema(BigInteger.class, "{'type':'integer'}");
        assertSchema(BigDecimal.class, "{'type':'number'}");
        assertSchema(boolean.class, "{'type':'boolean'}");
        assertSchema(byte[].class, "{'type':'string','contentEncoding':'base64'}");
        assertSchema(char[].class, "{'type':'string'}");
        assertSchema(Instant.class, "{'type':'string','format':'date-time'}");
        assertSchema(UUID.class, "{'type':'string','format':'uuid'}");
        assertSchema(
                OptionalInt.class, "{'type':'integer','minimum':-2147483648,'maximum':2147483647}");
        assertSchema(OptionalDouble.class, "{'type':'number'}");
        assertSchema(ObjectNode.class, "{'type':'object'}");
        assertSchema(ArrayNode.class, "{'type':'array'}");
        assertThat(deriver.derive(Object.class)).isEqualTo(Schema.ANY);
        assertThat(deriver.derive(JsonNode.class)).isEqualTo(Schema.ANY);
    }

    @Test
    void enumsAreReadWithoutInitialisingThem() {
        assertSchema(Plain.class, "{'type':'string','enum':['RED','green']}");
        assertSchema(Open.class, "{'type':'string'}");
        assertThat(deriver.derive(Coded.class)).isEqualTo(Schema.ANY);
    }

    record Order(
            String id,
            int qty,
            @Default("1") int parts,
            @Nullable String note,
            Optional<String> phone,
            @JsonProperty("customer_id") String customer,
            Map<String, Integer> counts) {}

    @Test
    void recordsRequireWhatIsNeitherOptionalNorNullableNorDefaulted() {
        JsonNode order = deriver.derive(Order.class).json();
        assertThat(order.at("/required").toString())
                .isEqualTo("[\"counts\",\"customer_id\",\"id\",\"qty\"]");
        assertThat(order.at("/properties/parts/default").intValue()).isEqualTo(1);
        assertThat(order.at("/properties/phone/type").stringValue()).isEqualTo("string");
        assertThat(order.at("/properties/counts/additionalProperties/type").stringValue())
                .isEqualTo("integer");
        assertThat(order.has("additionalProperties")).isFalse();
    }

    static class Bean {
        String name = "";
        private int size;

        String getComputed() {
            return name + size;
        }
    }

    @NullUnmarked
    record Loose(String text, int number) {}

    @Test
    void otherClassesRequirePrimitivesAndAreTheirFields() {
        assertThat(derive(Bean.class))
                .contains("\"required\":[\"name\",\"size\"]")
                .doesNotContain("computed");
        assertThat(derive(Loose.class)).contains("\"required\":[\"number\"]");
    }

    record Tree(int value, List<Tree> children) {}

    record Forest(Tree first, Tree second) {}

    @Test
    void recursionEndsAndDefinitionsHaveFullNames() {
        assertThat(derive(Tree.class)).contains("{\"$ref\":\"#\"}");
        assertThat(derive(Forest.class))
                .contains("\"$ref\":\"#/$defs/" + Tree.class.getName() + "\"");
        SchemaValidator validator = SchemaValidator.of(deriver.derive(Forest.class));
        Tree leaf = new Tree(1, List.of());
        JsonNode forest = Json.MAPPER.valueToTree(new Forest(leaf, new Tree(2, List.of(leaf))));
        assertThat(validator.validate(forest)).isEmpty();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    sealed interface Shape permits Circle, Square {}

    @JsonTypeName("circle")
    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    record Drawing(Shape main, List<Shape> others) {}

    @Test
    void whatIsWrittenIsValidAlsoForTypesToldApartByName() {
        Drawing drawing = new Drawing(new Circle(1), List.of(new Square(2)));
        assertThat(
                        SchemaValidator.of(deriver.derive(Drawing.class))
                                .validate(Json.MAPPER.valueToTree(drawing)))
                .isEmpty();
        JsonNode circle = Json.parse("{\"kind\":\"circle\",\"radius\":1}", "");
        assertThat(SchemaValidator.of(deriver.derive(Shape.class)).accepts(circle)).isTrue();
        assertThat(SchemaValidator.of(deriver.derive(Shape.class)).accepts(Json.parse("{}", "")))
                .isFalse();
        assertThat(Json.MAPPER.treeToValue(circle, Shape.class)).isEqualTo(new Circle(1));
    }

    static class Calls {
        @Nullable String maybe() {
            return null;
        }

        Optional<Tree> found() {
            return Optional.empty();
        }

        OptionalInt number() {
            return OptionalInt.empty();
        }

        @Nullable Object any() {
            return null;
        }

        void take(
                Tree tree,
                List<Tree> trees,
                @Default("{\"value\":1,\"children\":[]}") Tree other,
                @Default("x") Object any) {}
    }

    private JsonNode result(String name) throws NoSuchMethodException {
        Method method = Calls.class.getDeclaredMethod(name);
        return deriver.deriveResult(
                        method.getGenericReturnType(), method, method.getAnnotatedReturnType())
                .json();
    }

    @Test
    void aResultThatMayBeMissingMayBeNull() throws NoSuchMethodException {
        assertThat(result("maybe").toString())
                .isEqualTo("{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}");
        assertThat(result("number").at("/anyOf/0/type").stringValue()).isEqualTo("integer");
        assertThat(result("any").booleanValue()).isTrue();
        SchemaValidator found = SchemaValidator.of(new Schema(result("found")));
        assertThat(found.accepts(Json.parse("null", ""))).isTrue();
        assertThat(
                        found.accepts(
                                Json.parse(
                                        "{\"value\":1,\"children\":[{\"value\":2,\"children\":[]}]}",
                                        "")))
                .isTrue();
        assertThat(found.accepts(Json.parse("{\"value\":1,\"children\":[{}]}", ""))).isFalse();
    }

    @Test
    void argumentsAreOneClosedObjectWithDefinitionsOnTop() {
        Method take =
                Arrays.stream(Calls.class.getDeclaredMethods())
                        .filter(m -> m.getName().equals("take"))
                        .findFirst()
                        .orElseThrow();
        Schema input =
                deriver.deriveInput(
                        List.of(take.getParameters()), List.of(take.getGenericParameterTypes()));
        assertThat(input.json().at("/required").toString()).isEqualTo("[\"tree\",\"trees\"]");
        assertThat(input.json().at("/properties/any/default").stringValue()).isEqualTo("x");
        SchemaValidator validator = SchemaValidator.of(input);
        assertThat(
                        validator.accepts(
                                Json.parse(
                                        "{\"tree\":{\"value\":1,\"children\":[]},\"trees\":[]}",
                                        "")))
                .isTrue();
        assertThat(
                        validator.accepts(
                                Json.parse(
                                        "{\"tree\":{\"value\":1,\"children\":[{}]},\"trees\":[]}",
                                        "")))
                .isFalse();
        assertThat(
                        validator.accepts(
                                Json.parse(
                                        "{\"tree\":{\"value\":1,\"children\":[]},\"trees\":[],\"x\":1}",
                                        "")))
                .isFalse();
    }

    @Test
    void theSameTypeGivesTheSameText() {
        assertThat(derive(Order.class))
                .isEqualTo(new SchemaDeriver().derive(Order.class).toString());
    }
}
