package io.graphbus.server.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Two schemas. */
@Schema(name = "SchemaCheckRequest")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CheckRequest(
        JsonNode writer,
        JsonNode reader,
        @Schema(allowableValues = {"roles", "literal"}) @Nullable String mode) {}
