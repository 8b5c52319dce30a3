package io.graphbus.coherence;

/** What one agent publishes to one topic in one version. */
record SeriesKey(String topic, String source, String version) {}
