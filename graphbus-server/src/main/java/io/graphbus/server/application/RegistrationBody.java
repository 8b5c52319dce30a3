package io.graphbus.server.application;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** What an application sends, for its description; it is read by the reader. */
@Schema(name = "Registration")
record RegistrationBody(
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description =
                                "The members of graph.json; beside them, where they are known, the"
                                        + " agents of agents.json and the topics of topics.json")
                Map<String, Object> graph,
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description =
                                "Contract documents, as contracts/<Agent>-<version>.json has them")
                List<Map<String, Object>> contracts,
        @Schema(description = "Which running copy of the application sends this")
                InstanceBody instance) {

    static final String EXAMPLE =
            """
            {
              "graph": {
                "formatVersion": 1,
                "nodes": [{"name": "OrderDesk", "kind": "agent"}, {"name": "Billing", "kind": "agent"}],
                "edges": [{"from": "OrderDesk", "to": "Billing", "kind": "EVENT", "topic": "/Order/Placed"}],
                "activationOrder": ["Billing", "OrderDesk"],
                "cycles": []
              },
              "contracts": [{
                "agent": "Billing", "version": "1.2.0", "stability": "stable",
                "compat": {"reader": "BACKWARD", "writer": "FORWARD"},
                "methods": {},
                "publishes": {},
                "subscribes": {"/Order/Placed": {"handler": "bill", "accepts": {"type": "object"}, "versions": "^1"}}
              }],
              "instance": {"id": "order-service-7d9f:4711", "refresh": "PT30S"}
            }
            """;

    /** Who sends it. */
    @Schema(name = "RegisteringInstance")
    record InstanceBody(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            example = "order-service-7d9f:4711",
                            pattern = "^[A-Za-z0-9_.:@-]{1,128}$")
                    String id,
            @Schema(
                            example = "PT30S",
                            description =
                                    "How often it registers again, ISO 8601; it counts as gone"
                                            + " after three times that")
                    String refresh) {}
}
