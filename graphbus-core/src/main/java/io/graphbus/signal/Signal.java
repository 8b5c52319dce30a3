package io.graphbus.signal;

/**
 * A fact about a running graph. The engine's own are {@link EngineSignal}s; other rooms and modules
 * declare their own records.
 */
public interface Signal {}
