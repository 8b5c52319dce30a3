package io.graphbus.server.event;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The shape of a CloudEvent for the OpenAPI document; extensions stand beside these. */
@Schema(
        name = "CloudEvent",
        description = "A CloudEvent 1.0 in the JSON event format",
        additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
record CloudEventShape(
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        allowableValues = "1.0",
                        example = "1.0")
                String specversion,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "n1-42") String id,
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        format = "uri-reference",
                        example = "/graphbus/graphbus/HelloService")
                String source,
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description =
                                "graphbus. with the topic's segments and the payload's major"
                                        + " version, or any other type",
                        example = "graphbus.Hello.MessageGenerated.v1")
                String type,
        @Schema(description = "The key, unless partitionkey gives one") @Nullable String subject,
        @Nullable OffsetDateTime time,
        @Schema(example = "application/json") @Nullable String datacontenttype,
        @Schema(format = "uri") @Nullable String dataschema,
        @Schema(description = "The topic, when type does not say it", example = "/Hello/There")
                @Nullable String gbtopic,
        @Schema(description = "The payload's version", example = "1.4.0")
                @Nullable String gbversion,
        @Schema(description = "The priority", example = "NORMAL") @Nullable String gbpriority,
        @Schema(description = "Events with the same key are handled in order")
                @Nullable String partitionkey,
        @Schema(description = "Any JSON value, or text of another type") @Nullable Object data,
        @Schema(name = "data_base64", format = "byte") @Nullable String dataBase64) {}
