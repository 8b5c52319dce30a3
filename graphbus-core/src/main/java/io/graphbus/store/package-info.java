/** What is kept, as interfaces with an in-memory version: agent state and contracts. */
@NullMarked
package io.graphbus.store;

import org.jspecify.annotations.NullMarked;
