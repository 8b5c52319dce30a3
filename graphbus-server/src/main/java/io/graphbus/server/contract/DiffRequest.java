package io.graphbus.server.contract;

import io.swagger.v3.oas.annotations.media.Schema;

/** Which versions of an agent's contract to compare. */
@Schema(name = "ContractDiffRequest")
record DiffRequest(String agent, String from, String to) {}
