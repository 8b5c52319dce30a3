/** Brings the saved states of agents to other versions, and back. */
@NullMarked
package io.graphbus.migration.state;

import org.jspecify.annotations.NullMarked;
