package io.graphbus.server.event;

import io.graphbus.agent.Priority;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shape of a publish for the OpenAPI document; {@link PublishBody} reads it. */
@Schema(name = "PublishRequest", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record PublishRequest(
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        example = "/Hello/MessageGenerated",
                        pattern = "(/[A-Za-z0-9_.-]+)+",
                        maxLength = 255)
                String topic,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Any JSON value")
                @Nullable Object payload,
        @Schema(description = "Events with the same key are handled in order") @Nullable String key,
        @Schema(defaultValue = "NORMAL") @Nullable Priority priority,
        @Schema(example = "1.0.0") @Nullable String schemaVersion,
        @Nullable Map<String, String> headers,
        @Schema(
                        description =
                                "Sent again within graphbus.idempotency.window, nothing is"
                                        + " published and the first receipt comes back; the header"
                                        + " Idempotency-Key says the same",
                        maxLength = 255,
                        example = "8e03978e-40d5-43e8-bc93-6894a57f9324")
                @Nullable String idempotencyKey,
        @Schema(
                        description =
                                "From so long after its time on it is not handled any more, and"
                                        + " counted as expired",
                        example = "30s")
                @Nullable String expiresAfter) {}
