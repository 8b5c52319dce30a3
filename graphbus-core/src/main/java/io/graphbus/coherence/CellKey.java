package io.graphbus.coherence;

/** From whom to whom, over which topic. */
record CellKey(String source, String target, String topic) {}
