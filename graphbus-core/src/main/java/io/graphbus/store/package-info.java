/**
 * What is kept, as interfaces with an in-memory version: agent state, contracts and the history of
 * migrations.
 */
@NullMarked
package io.graphbus.store;

import org.jspecify.annotations.NullMarked;
