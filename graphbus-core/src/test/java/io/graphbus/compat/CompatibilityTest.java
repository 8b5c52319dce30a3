package io.graphbus.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CompatibilityTest {

    @ParameterizedTest
    @MethodSource("pairs")
    void verdictsAreAsProved(JsonNode pair) {
        Mode mode = Mode.valueOf(pair.get("mode").asString().toUpperCase(Locale.ROOT));

        Check check = Compatibility.check(pair.get("writer"), pair.get("reader"), mode);

        assertThat(check.verdict())
                .as("%s %s", check, pair)
                .isEqualTo(Verdict.valueOf(pair.get("expected").asString()));
        if (check.verdict() == Verdict.INCOMPATIBLE) {
            assertThat(check.findings()).isNotEmpty();
        } else {
            assertThat(check.witness()).isNull();
        }
    }

    private static Stream<JsonNode> pairs() {
        try (var lines = CompatibilityTest.class.getResourceAsStream("/compat/pairs.jsonl")) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().map(Json.MAPPER::readTree).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aWitnessIsAcceptedByTheWriterAndRefusedByTheReader() {
        JsonNode writer =
                json(
                        """
                        {"type":"object","required":["id"],
                         "properties":{"id":{"type":"string"},"qty":{"type":"number"},
                                       "tags":{"type":"array","items":{"type":"string"}}}}""");
        JsonNode reader =
                json("{\"type\":\"object\",\"properties\":{\"qty\":{\"type\":\"integer\"}}}");

        Check check = Compatibility.check(writer, reader, Mode.ROLES);

        assertThat(check.verdict()).isEqualTo(Verdict.INCOMPATIBLE);
        assertThat(check.witness().propertyNames()).containsExactlyInAnyOrder("id", "qty");
        assertThat(accepts(writer, check.witness())).isTrue();
        assertThat(accepts(reader, check.witness())).isFalse();
        assertThat(check.findings())
                .extracting(Finding::code, Finding::pointer)
                .containsExactly(tuple("TYPE", "/qty"));
    }

    @Test
    void whatAWriterDoesNotDeclareIsNotHeldAgainstIt() {
        JsonNode writer =
                json("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}");
        JsonNode reader =
                json(
                        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"integer\"}}}");

        Check roles = Compatibility.check(writer, reader, Mode.ROLES);
        Check literal = Compatibility.check(writer, reader, Mode.LITERAL);

        assertThat(roles.verdict()).isEqualTo(Verdict.COMPATIBLE);
        assertThat(roles.limitations())
                .containsExactly("assumes producer emits only declared properties at /");
        assertThat(literal.verdict()).isEqualTo(Verdict.INCOMPATIBLE);
        assertThat(literal.witness().has("b")).isTrue();
    }

    @Test
    void anObjectThatDeclaresNoMembersWritesNone() {
        JsonNode writer = json("{\"type\":\"object\",\"properties\":{}}");
        JsonNode reader = json("{\"properties\":{\"b\":{\"type\":\"integer\"}}}");

        assertThat(Compatibility.check(writer, reader, Mode.ROLES).verdict())
                .isEqualTo(Verdict.COMPATIBLE);
    }

    @Test
    void whatIsNoSchemaIsNamedWithItsPlace() {
        Check check =
                Compatibility.check(
                        json("{\"properties\":{\"a\":{\"minLength\":\"three\"}}}"),
                        json("true"),
                        Mode.ROLES);

        assertThat(check.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(check.limitations()).containsExactly(Compatibility.INVALID_SCHEMA);
        assertThat(check.findings())
                .anySatisfy(
                        finding ->
                                assertThat(finding.pointer()).isEqualTo("/properties/a/minLength"));
    }

    @Test
    void anExpressionThatIsNoneIsNamedWithItsPlace() {
        Check check =
                Compatibility.check(
                        json(
                                """
                                {"properties":{"pattern":{"pattern":"("},"b":{"patternProperties":{"[":true}}},
                                 "const":{"pattern":")"}}"""),
                        json("true"),
                        Mode.ROLES);

        assertThat(check.findings())
                .extracting(Finding::pointer)
                .containsExactly(
                        "/properties/pattern/pattern", "/properties/b/patternProperties/[");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/order.json",
                "http://127.0.0.1:1/order.json",
                "file:///etc/hostname",
                "classpath:compat/pairs.jsonl",
                "order.json"
            })
    void referencesToElsewhereAreNotFollowed(String reference) {
        Check check =
                Compatibility.check(
                        json("{\"$ref\":\"" + reference + "\"}"),
                        json("{\"type\":\"object\"}"),
                        Mode.ROLES);

        assertThat(check.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(check.limitations()).containsExactly(Compatibility.INVALID_SCHEMA);
    }

    @Test
    void anotherFormatIsSaidButDecidesNothing() {
        Check check =
                Compatibility.check(
                        json("{\"properties\":{\"at\":{\"type\":\"string\"}}}"),
                        json("{\"properties\":{\"at\":{\"type\":\"string\",\"format\":\"date\"}}}"),
                        Mode.ROLES);

        assertThat(check.verdict()).isEqualTo(Verdict.COMPATIBLE);
        assertThat(check.findings()).extracting(Finding::code).containsExactly("FORMAT_DIFFERS");
    }

    @Test
    void aSearchThatTakesTooLongEndsUndecided() {
        String choices =
                String.join(
                        ",",
                        IntStream.range(0, 40)
                                .mapToObj(
                                        i ->
                                                "{\"anyOf\":[{\"required\":[\"a"
                                                        + i
                                                        + "\"]},{\"required\":[\"b"
                                                        + i
                                                        + "\"]}]}")
                                .toList());
        JsonNode writer =
                json("{\"type\":\"object\",\"maxProperties\":39,\"allOf\":[" + choices + "]}");

        Check check = Compatibility.check(writer, json("{\"required\":[\"c\"]}"), Mode.LITERAL);

        assertThat(check.verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void schemasNestedVeryDeeplyEndWithAnAnswer() throws InterruptedException {
        JsonNode deep = json("{\"type\":\"integer\"}");
        for (int i = 0; i < 220; i++) {
            deep =
                    json(
                            "{\"type\":\"object\",\"required\":[\"c\"],\"properties\":{\"c\":"
                                    + deep
                                    + "}}");
        }
        JsonNode schema = deep;
        List<Verdict> verdicts = new CopyOnWriteArrayList<>();
        for (long stack : new long[] {1 << 18, 1 << 20, 1 << 26}) {
            Thread thread =
                    new Thread(
                            null,
                            () ->
                                    verdicts.add(
                                            Compatibility.check(schema, schema, Mode.ROLES)
                                                    .verdict()),
                            "deep",
                            stack);
            thread.start();
            thread.join();
        }

        assertThat(verdicts).hasSize(3).doesNotContain(Verdict.INCOMPATIBLE);
    }

    @Test
    void whatIsReadAsItIsWrittenNeedsNoSearch() {
        JsonNode deep = json("{\"type\":\"string\",\"pattern\":\"(?=a)b\"}");
        for (int i = 0; i < 160; i++) {
            deep =
                    json(
                            "{\"type\":\"object\",\"required\":[\"c\"],\"properties\":{\"c\":"
                                    + deep
                                    + "}}");
        }
        JsonNode described = ((ObjectNode) deep.deepCopy()).put("title", "the same");

        for (Mode mode : Mode.values()) {
            assertThat(Compatibility.check(deep, described, mode).verdict())
                    .isEqualTo(Verdict.COMPATIBLE);
        }
    }

    private static boolean accepts(JsonNode schema, JsonNode value) {
        return SchemaValidator.alone(new Schema(schema)).acceptsAsIs(value);
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text);
    }
}
