package io.graphbus.server.deadletter;

import io.swagger.v3.oas.annotations.media.Schema;

/** How many letters were thrown away. */
@Schema(name = "DeadLettersPurged")
record Purged(int purged) {}
