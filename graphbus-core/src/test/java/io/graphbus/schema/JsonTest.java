package io.graphbus.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.agent.Default;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class JsonTest {

    private static final AtomicInteger STARTED = new AtomicInteger();

    record Line(
            String sku,
            @Default("1") int count,
            @Default("none") String note,
            @Nullable Line next) {}

    record Text(String value) {}

    record Wrapped(Optional<String> text, List<Line> lines) {
        String getExtra() {
            return "not data";
        }
    }

    @Test
    void anAbsentOrNullComponentTakesItsDefaultAtAnyDepth() {
        Line line =
                Json.MAPPER.readValue(
                        "{\"sku\":\"a\",\"count\":null,\"next\":{\"sku\":\"b\",\"note\":\"x\"}}",
                        Line.class);
        assertThat(line).isEqualTo(new Line("a", 1, "none", new Line("b", 1, "x", null)));
    }

    @Test
    void nullAndEmptyAreNotWrittenAndOrderIsThatOfDeclaration() {
        assertThat(Json.MAPPER.writeValueAsString(new Line("a", 2, "n", null)))
                .isEqualTo("{\"sku\":\"a\",\"count\":2,\"note\":\"n\"}");
        assertThat(Json.MAPPER.writeValueAsString(new Wrapped(Optional.empty(), List.of())))
                .isEqualTo("{\"lines\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"value\":7}", "{\"value\":true}", "{\"value\":1.5}", "{\"value\":{}}"})
    void noScalarIsTakenForAText(String json) {
        assertThatThrownBy(() -> Json.MAPPER.readValue(json, Text.class))
                .isInstanceOf(JacksonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "1.5", "true", "\"\""})
    void noScalarIsTakenForANumber(String json) {
        assertThatThrownBy(() -> Json.MAPPER.readValue(json, int.class))
                .isInstanceOf(JacksonException.class);
    }

    record Counts(int few, Long many, java.math.BigInteger all, long[] each) {}

    @Test
    void aWholeNumberMayBeWrittenWithAPoint() {
        Counts counts =
                Json.MAPPER.readValue(
                        "{\"few\":1.0,\"many\":2e3,\"all\":30.00,\"each\":[4.0,5]}", Counts.class);
        assertThat(counts.few()).isEqualTo(1);
        assertThat(counts.many()).isEqualTo(2000);
        assertThat(counts.all()).isEqualTo(30);
        assertThat(counts.each()).containsExactly(4, 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"few\":1.5}",
                "{\"few\":3e9}",
                "{\"many\":1e30}",
                "{\"all\":1e999999999}",
                "{\"each\":[1.5]}",
                "{\"each\":[1e19]}"
            })
    void aFractionOrTooLargeANumberIsStillRefused(String json) {
        assertThatThrownBy(() -> Json.MAPPER.readValue(json, Counts.class))
                .isInstanceOf(tools.jackson.core.JacksonException.class);
    }

    @Test
    void unknownPropertiesAreIgnored() {
        assertThat(Json.MAPPER.readValue("{\"value\":\"a\",\"more\":1}", Text.class))
                .isEqualTo(new Text("a"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "|{\"a\":|, line 1",
                "|{\n 'a':1}|, line 2",
                "||, no JSON value",
                "|{} {}|, line 1",
                "|{\"a\":1,\"a\":2}|, a"
            })
    void whatIsNotJsonSaysWhere(String text, String words) {
        assertThatThrownBy(() -> Json.parse(text, "arguments"))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> {
                            assertThat(e.problem().code()).isEqualTo(ProblemCode.INVALID_JSON);
                            assertThat(e.problem().where()).isEqualTo("arguments");
                            assertThat(e.problem().message()).contains(words);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[NaN]", "[1] [2]", "[/*c*/]", "[[[[", "[01]", "{\"a\":1,\"a\":2}"})
    void whatIsNotJsonIsSaidWithoutTheParsersNames(String text) {
        assertThatThrownBy(() -> Json.parse(text.replace("[[[[", "[".repeat(600)), "body"))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e ->
                                assertThat(e.problem().message())
                                        .doesNotContain("jackson", "StreamRead", "JsonToken")
                                        .doesNotContain("FAIL_ON", "ALLOW_", "Feature"));
    }

    @Test
    void equalTreesHaveOneCanonicalFormAndHash() {
        JsonNode one = Json.parse("{\"b\":[{\"y\":1,\"x\":null}],\"a\":\"é\"}", "");
        JsonNode two = Json.parse("{ \"a\": \"é\", \"b\": [ { \"x\": null, \"y\": 1 } ] }", "");
        assertThat(Json.canonical(one)).isEqualTo("{\"a\":\"é\",\"b\":[{\"x\":null,\"y\":1}]}");
        assertThat(Json.hash(one)).isEqualTo(Json.hash(two)).matches("[0-9a-f]{64}");
        assertThat(Json.pretty(two)).startsWith("{\n  \"a\"").endsWith("}\n");
    }

    @Test
    void nullMembersCountAsAbsentWhenValuesAreChecked() {
        SchemaValidator validator = SchemaValidator.of(new SchemaDeriver().derive(Line.class));
        assertThat(validator.accepts(Json.parse("{\"sku\":\"a\",\"next\":null}", ""))).isTrue();
        assertThat(validator.validate(Json.parse("{\"sku\":null,\"count\":\"x\"}", "")))
                .extracting(Violation::path)
                .containsExactly("", "/count");
    }

    @Test
    void defaultsThatFitNeitherWayAreNone() {
        assertThat(Defaults.text("abc", int.class)).isEmpty();
        assertThat(Defaults.text("[1,\"a\"]", String.class)).contains("\"[1,\\\"a\\\"]\"");
        assertThat(Defaults.text("", Integer.class)).isEmpty();
        assertThat(Defaults.text("{\"sku\":\"a\"}", Line.class)).contains("{\"sku\":\"a\"}");
    }

    enum Mood {
        UP,
        DOWN;

        static {
            if (STARTED.incrementAndGet() > 0) {
                throw new IllegalStateException("not to be initialised");
            }
        }
    }

    record Strict(String name, Mood mood) {
        Strict {
            STARTED.incrementAndGet();
        }
    }

    @Test
    void defaultsAreCheckedWithoutRunningTheirTypes() throws NoSuchMethodException {
        Type moods =
                JsonTest.class.getDeclaredMethod("moods", List.class).getGenericParameterTypes()[0];
        assertThat(Defaults.text("UP", Mood.class)).contains("\"UP\"");
        assertThat(Defaults.text("SIDEWAYS", Mood.class)).isEmpty();
        assertThat(Defaults.text("[\"DOWN\"]", moods)).contains("[\"DOWN\"]");
        assertThat(Defaults.text("{\"name\":\"a\",\"mood\":\"UP\"}", Strict.class)).isPresent();
        assertThat(Defaults.text("{\"mood\":\"UP\"}", Strict.class)).isEmpty();
        assertThat(STARTED).hasValue(0);
    }

    static void moods(List<Mood> moods) {}

    @Test
    void schemasAreObjectsOrBooleans() {
        assertThatThrownBy(() -> new Schema(Json.parse("[]", "")))
                .hasMessageContaining("object or a boolean");
        assertThat(Schema.ANY.type()).isEmpty();
        assertThat(Composition.anyOf(List.of())).isEqualTo(Schema.ANY);
        assertThat(Composition.anyOf(List.of(Schema.ANY, new Schema(Json.parse("{}", "")))))
                .isEqualTo(Schema.ANY);
    }

    @Test
    void mapsKeepWhatTheyHold() {
        assertThat(Json.MAPPER.readValue("{\"a\":1.5,\"b\":[1]}", Map.class))
                .isEqualTo(Map.of("a", 1.5, "b", List.of(1)));
    }

    enum Heat {
        WARM,
        COLD {
            @Override
            public String toString() {
                return "brr";
            }
        }
    }

    @Test
    void enumsTravelByNameAsTheirSchemaSays() {
        assertThat(Json.MAPPER.writeValueAsString(Heat.COLD)).isEqualTo("\"COLD\"");
        assertThat(Json.MAPPER.readValue("\"COLD\"", Heat.class)).isEqualTo(Heat.COLD);
        assertThat(Json.MAPPER.writeValueAsString(Map.of(Heat.COLD, 1))).isEqualTo("{\"COLD\":1}");
    }
}
