package io.graphbus.server.state;

import io.graphbus.store.StateStore;

/**
 * The states for who changes them together with something else: all of it or nothing.
 *
 * @param store joins the transaction of whoever asks it
 */
public record KeptStates(StateStore store) {}
