package io.graphbus.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.graphbus.server.http.Document.Body;
import io.graphbus.server.http.Document.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document is valid, whole, and says nothing that its own schemas contradict. */
class DocumentRulesTest extends RunningServer {

    private static final String OPENAPI =
            "https://spec.openapis.org/oas/3.1/schema-base/2022-10-07";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    private Document document;

    @BeforeEach
    void read() {
        document = new Document(http.get("/v3/api-docs").body());
    }

    @Test
    void theDocumentIsOpenApi() {
        var registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemas(DocumentRulesTest::published));

        assertThat(registry.getSchema(SchemaLocation.of(OPENAPI)).validate(document.json()))
                .isEmpty();
        assertThat(document.json().at("/openapi").asString()).startsWith("3.1");
        assertThat(document.json().at("/servers/0/url").asString()).isEqualTo("/");
    }

    @Test
    void everyRouteIsInTheDocumentAndNothingElse() {
        Set<String> mapped =
                mappings.getHandlerMethods().keySet().stream()
                        .flatMap(
                                info ->
                                        info.getPatternValues().stream()
                                                .flatMap(
                                                        path ->
                                                                info
                                                                        .getMethodsCondition()
                                                                        .getMethods()
                                                                        .stream()
                                                                        .map(m -> m + " " + path)))
                        .filter(route -> route.contains(" /api/"))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(document.operations().stream().map(Operation::toString).toList())
                .containsExactlyInAnyOrderElementsOf(mapped);
    }

    @Test
    void everyOperationSaysWhatItDoes() {
        Set<String> tags = Set.copyOf(document.json().at("/tags").findValuesAsString("name"));
        var softly = new SoftAssertions();
        for (Operation operation : document.operations()) {
            JsonNode json = operation.json();
            softly.assertThat(json.at("/summary").asString(""))
                    .as(operation + " summary")
                    .isNotBlank();
            softly.assertThat(json.at("/description").asString(""))
                    .as(operation + " description")
                    .isNotBlank();
            softly.assertThat(json.at("/operationId").asString(""))
                    .as(operation + " operationId, one of its own in @Operation")
                    .matches("[a-z]+[A-Z][A-Za-z]+");
            softly.assertThat(json.at("/tags").valueStream().map(JsonNode::asString).toList())
                    .as(operation + " tags")
                    .hasSize(1)
                    .isSubsetOf(tags);
            softly.assertThat(json.at("/security").size()).as(operation + " security").isPositive();
            for (JsonNode parameter : json.at("/parameters")) {
                softly.assertThat(parameter.at("/description").asString(""))
                        .as(operation + " description of " + parameter.at("/name"))
                        .isNotBlank();
                softly.assertThat(
                                parameter.has("example")
                                        || !parameter.at("/in").asString().equals("path"))
                        .as(operation + " example of " + parameter.at("/name"))
                        .isTrue();
            }
        }
        softly.assertAll();
        assertThat(document.operations())
                .extracting(operation -> operation.json().at("/operationId").asString())
                .doesNotHaveDuplicates();
        document.json()
                .at("/tags")
                .forEach(tag -> assertThat(tag.at("/description").asString("")).isNotBlank());
    }

    @Test
    void everyRefusalIsAProblem() {
        var softly = new SoftAssertions();
        for (Operation operation : document.operations()) {
            operation
                    .json()
                    .at("/responses")
                    .propertyNames()
                    .forEach(
                            status -> {
                                if (status.startsWith("4") || status.startsWith("5")) {
                                    softly.assertThat(document.responses(operation, status))
                                            .as(operation + " " + status)
                                            .singleElement()
                                            .matches(
                                                    body -> body.pointer().endsWith("problem+json"))
                                            .matches(
                                                    body ->
                                                            body.json()
                                                                    .at("/schema/$ref")
                                                                    .asString("")
                                                                    .endsWith("/Problem"));
                                }
                            });
            softly.assertThat(operation.json().at("/responses").propertyNames())
                    .as(operation + " statuses")
                    .contains("401", "403", "500");
            if (operation.json().has("requestBody")) {
                softly.assertThat(operation.json().at("/responses").propertyNames())
                        .as(operation + " statuses")
                        .contains("400", "408", "413", "415");
            }
        }
        softly.assertAll();
    }

    @Test
    void everyBodyHasExamplesAndTheyFit() {
        var softly = new SoftAssertions();
        for (Operation operation : document.operations()) {
            document.requests(operation)
                    .forEach(body -> check(softly, operation + " request", body));
            operation
                    .json()
                    .at("/responses")
                    .propertyNames()
                    .forEach(
                            status ->
                                    document.responses(operation, status)
                                            .forEach(
                                                    body ->
                                                            check(
                                                                    softly,
                                                                    operation + " " + status,
                                                                    body)));
        }
        softly.assertAll();
    }

    private void check(SoftAssertions softly, String place, Body body) {
        if (!body.pointer().endsWith("json")) {
            return;
        }
        List<JsonNode> examples = body.examples().toList();
        softly.assertThat(examples).as(place + " examples of " + body.pointer()).isNotEmpty();
        for (JsonNode example : examples) {
            softly.assertThat(document.faults(body, example)).as(place + " " + example).isEmpty();
        }
    }

    @Test
    void everySchemaAndMemberIsDescribed() {
        var softly = new SoftAssertions();
        schemas()
                .forEach(
                        (name, schema) -> {
                            softly.assertThat(description(schema)).as(name).isNotBlank();
                            schema.at("/properties")
                                    .forEachEntry(
                                            (member, value) ->
                                                    softly.assertThat(description(value))
                                                            .as(name + "." + member)
                                                            .isNotBlank());
                        });
        softly.assertAll();
    }

    @Test
    void noWordsAreLeftOfWhatIsGone() throws IOException {
        JsonNode words = JsonMapper.shared().readTree(resource("openapi/words.json"));
        Map<String, JsonNode> schemas = schemas();
        assertThat(schemas.keySet()).containsAll(words.propertyNames());
        words.forEachEntry(
                (name, members) ->
                        assertThat(schemas.get(name).at("/properties").propertyNames())
                                .as(name)
                                .containsAll(
                                        members.propertyNames().stream()
                                                .filter(member -> !member.isEmpty())
                                                .toList()));
    }

    private Map<String, JsonNode> schemas() {
        return document.json()
                .at("/components/schemas")
                .propertyStream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String description(JsonNode described) {
        return described.at("/description").asString("");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(document.json().findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        reference ->
                                assertThat(document.json().at(reference.substring(1)).isObject())
                                        .isTrue());
    }

    /** The schemas that the OpenAPI Initiative publishes, out of a jar. */
    private static @Nullable String published(String address) {
        String name = address.replaceFirst("^https://", "");
        try {
            return name.startsWith("spec.openapis.org") ? resource(name) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) throws IOException {
        return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
    }
}
