package io.graphbus.coherence.path;

/**
 * An agent that holds the incoherent part of a graph together: without it that part falls apart.
 *
 * @param parts it falls into
 * @param links of the agent that are less coherent than the threshold
 */
public record Joint(String agent, int parts, int links) {}
