/** Saves and restores stateful agents: {@code StateManager} and the file store. */
@NullMarked
package io.graphbus.state;

import org.jspecify.annotations.NullMarked;
