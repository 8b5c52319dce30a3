package io.graphbus.server.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.GraphBusServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every setting of the server that the metadata knows. */
class SettingsTest {

    private static final Map<String, List<String>> ABSURD =
            Map.of(
                    "java.lang.Integer", List.of("-1", "2147483647"),
                    "java.time.Duration", List.of("-1s", "1000000d"),
                    "org.springframework.util.unit.DataSize", List.of("-1B", "1000000GB"));

    record Setting(String name, String type, String source) {

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("measured")
    void aValueOutOfReasonIsRefusedWithItsPropertyAndWhatIsAllowed(Setting setting) {
        for (String value : ABSURD.get(setting.type())) {
            assertThat(catchThrowable(() -> bind(setting, value)))
                    .as(value)
                    .rootCause()
                    .isInstanceOfSatisfying(
                            GraphBusException.class,
                            e -> {
                                Problem problem = e.problem();
                                assertThat(problem.code())
                                        .isEqualTo(ProblemCode.INVALID_CONFIGURATION);
                                assertThat(problem.where()).isEqualTo(setting.name());
                                assertThat(problem.message()).containsPattern("[0-9]");
                                assertThat(problem.hint()).startsWith("Set ");
                            });
        }
    }

    @ParameterizedTest
    @MethodSource("measured")
    void aValueOfAnotherKindIsRefusedWithWhatIsAllowed(Setting setting) {
        Throwable failure = catchThrowable(() -> bind(setting, "secret"));

        assertThat(GraphBusServer.problems(failure))
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.where()).isEqualTo(setting.name());
                            assertThat(problem.hint()).startsWith("Set a ");
                            assertThat(problem.toString()).doesNotContain("secret");
                        });
    }

    @Test
    void theGuideNamesEverySetting() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "guide", "server.md"));

        assertThat(settings())
                .extracting(Setting::name)
                .allSatisfy(
                        name ->
                                assertThat(guide)
                                        .containsAnyOf(
                                                "`" + name + "`",
                                                "`." + name.substring(name.lastIndexOf('.') + 1),
                                                "`" + name + ".<"));
    }

    private static Stream<Setting> measured() {
        return settings().filter(setting -> ABSURD.containsKey(setting.type()));
    }

    private static Stream<Setting> settings() {
        return metadata()
                .get("properties")
                .valueStream()
                .map(
                        property ->
                                new Setting(
                                        property.get("name").asString(),
                                        property.get("type").asString(),
                                        property.path("sourceType").asString("")));
    }

    private static void bind(Setting setting, String value) {
        Class<?> type;
        try {
            type = Class.forName(setting.source());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        ConfigurationProperties properties = type.getAnnotation(ConfigurationProperties.class);
        assertThat(properties).as(setting.source()).isNotNull();
        new Binder(new MapConfigurationPropertySource(Map.of(setting.name(), value)))
                .bind(properties.value(), Bindable.of(type));
    }

    private static JsonNode metadata() {
        try (InputStream in =
                GraphBusServer.class.getResourceAsStream(
                        "/META-INF/spring-configuration-metadata.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
