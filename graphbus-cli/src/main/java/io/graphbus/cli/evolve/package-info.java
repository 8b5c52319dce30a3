/** The commands on what outlives a run: kept agent state. */
@NullMarked
package io.graphbus.cli.evolve;

import org.jspecify.annotations.NullMarked;
