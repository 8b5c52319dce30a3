package io.graphbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PropertiesMetadataTest {

    private static final List<String> PROPERTIES =
            List.of(
                    "graphbus.bus.enabled",
                    "graphbus.bus.mailbox-capacity",
                    "graphbus.bus.overflow",
                    "graphbus.call-timeout",
                    "graphbus.handler-timeout",
                    "graphbus.health.degraded-error-rate",
                    "graphbus.health.enabled",
                    "graphbus.health.failed-failures",
                    "graphbus.health.p95-limit",
                    "graphbus.health.readiness",
                    "graphbus.health.restart.delay",
                    "graphbus.health.restart.enabled",
                    "graphbus.health.restart.max",
                    "graphbus.health.restart.window",
                    "graphbus.health.unhealthy-error-rate",
                    "graphbus.health.unhealthy-failures",
                    "graphbus.health.window",
                    "graphbus.health.window-duration",
                    "graphbus.history.size",
                    "graphbus.payload.max-size",
                    "graphbus.retry.delay",
                    "graphbus.retry.jitter",
                    "graphbus.retry.max-delay",
                    "graphbus.retry.multiplier",
                    "graphbus.retry.retries",
                    "graphbus.state.capture",
                    "graphbus.state.directory",
                    "graphbus.state.interval",
                    "graphbus.transaction.publish",
                    "management.endpoint.graphbus.access",
                    "management.endpoint.graphbus.cache.time-to-live");

    @Test
    void everyPropertyHasTypeAndDescriptionForIdes() throws IOException {
        JsonNode metadata = metadata();
        assertThat(metadata.get("properties"))
                .extracting(p -> p.get("name").asString())
                .containsExactlyInAnyOrderElementsOf(PROPERTIES);
        assertThat(metadata.get("properties"))
                .allSatisfy(
                        p -> {
                            assertThat(p.path("description").asString("")).endsWith(".");
                            assertThat(p.path("type").asString("")).isNotEmpty();
                        });
    }

    @Test
    void theValuesOfOverflowAreExplained() throws IOException {
        assertThat(metadata().get("hints"))
                .anySatisfy(
                        hint -> {
                            assertThat(hint.get("name").asString())
                                    .isEqualTo("graphbus.bus.overflow");
                            assertThat(hint.get("values")).hasSize(3);
                        });
    }

    private static JsonNode metadata() throws IOException {
        try (InputStream in =
                GraphBusProperties.class.getResourceAsStream(
                        "/META-INF/spring-configuration-metadata.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(in));
        }
    }
}
