package io.graphbus.contract.notice;

import io.graphbus.signal.Signal;

/**
 * A contract was registered that an agent of the graph could not live with.
 *
 * @param agent whose contract it is
 * @param affected the agent that is told
 * @param via the topic or call where it shows; for one that starves the first topic on the way
 */
public record ContractImpacted(
        String agent, String version, String affected, Outcome outcome, String via)
        implements Signal {}
