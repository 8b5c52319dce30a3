package io.graphbus.server.migration;

import io.swagger.v3.oas.annotations.media.Schema;

/** Why a run counts although something of it has changed. */
@Schema(name = "MigrationRepairRequest")
record RepairRequest(String reason) {}
