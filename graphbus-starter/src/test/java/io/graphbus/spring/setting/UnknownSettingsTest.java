package io.graphbus.spring.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class UnknownSettingsTest {

    private final UnknownSettings settings =
            new UnknownSettings(KnownSettings.of(getClass().getClassLoader()));

    @Test
    void aMisspeltPropertyIsNamedWithTheOneThatWasMeant() {
        assertThat(properties("graphbus.bus.mailbox-capasity"))
                .singleElement()
                .asString()
                .startsWith("graphbus.bus.mailbox-capasity (")
                .endsWith("Did you mean graphbus.bus.mailbox-capacity?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "graphbus.bus.mailbox-capacity",
                "graphbus.bus.mailboxCapacity",
                "graphbus.bus.mailbox_capacity",
                "graphbus.logging.context",
                "graphbus.server.url",
                "spring.anything",
                "graphbusx.anything"
            })
    void everyWayOfWritingAPropertyIsKnown(String name) {
        assertThat(properties(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GRAPHBUS_BUS_OVERFLW", "GRAPHBUS_CALL_TIMEOUTS"})
    void aMisspeltVariableIsNamedWithTheOneThatWasMeant(String name) {
        assertThat(variables(name)).singleElement().asString().contains(name, "Did you mean GRAPH");
    }

    @Test
    void aVariableOfAGroupIsOneOfOurs() {
        assertThat(variables("GRAPHBUS_HEALTH_SOMETHING_ELSE_ENTIRELY")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRAPHBUS_BUS_MAILBOX_CAPACITY",
                "GRAPHBUS_BUS_MAILBOXCAPACITY",
                "GRAPHBUS_ADMIN_TOKEN",
                "GRAPHBUS_JAVA_OPTS",
                "GRAPHBUS_SERVICE_HOST",
                "GRAPHBUS_SERVER_PORT_8080_TCP_ADDR",
                "GRAPHBUS_SERVER_SERVICE_PORT_HTTP",
                "GRAPHBUS_COMPANY_WIDE_FLAG"
            })
    void variablesThatAreReadOrMeantForOthersAreLeftAlone(String name) {
        assertThat(variables(name)).isEmpty();
    }

    @Test
    void systemPropertiesOfOthersAreLeftAlone() {
        assertThat(System.getProperty("graphbus.soak")).isNotNull();
        assertThat(found(new StandardEnvironment())).isEmpty();
    }

    @Test
    void metadataOfOthersDoesNotEndTheStart(@TempDir Path directory) throws IOException {
        Path metadata = directory.resolve("META-INF/spring-configuration-metadata.json");
        Files.createDirectories(metadata.getParent());
        Files.writeString(
                metadata,
                "{\"properties\":[{\"name\":\"graphbus.my_Team.retryCount\"},{\"name\":\"graphbus.\"}]}");
        try (var loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
            assertThat(KnownSettings.of(loader).names()).contains("graphbus.my_Team.retryCount");
            Files.writeString(metadata, "{\"properties\":[\"graphbus.");
            assertThat(KnownSettings.of(loader).names()).isEmpty();
        }
    }

    @Test
    void theStartWarnsAndGoesOn(CapturedOutput output) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(GraphBusSettingsAutoConfiguration.class))
                .withPropertyValues("graphbus.history.sise=secret")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output)
                .contains("graphbus.history.sise", "Did you mean graphbus.history.size?")
                .doesNotContain("secret");
    }

    private Collection<String> properties(String name) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of(name, "1")));
        return found(environment);
    }

    private Collection<String> variables(String name) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(
                        new SystemEnvironmentPropertySource(
                                "test-systemEnvironment", Map.of(name, "1")));
        return found(environment);
    }

    private Collection<String> found(StandardEnvironment environment) {
        environment
                .getPropertySources()
                .remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        ConfigurationPropertySources.attach(environment);
        return settings.in(environment);
    }
}
