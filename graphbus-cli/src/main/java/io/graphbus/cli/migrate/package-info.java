/** Brings the saved states of agents to other versions: writes, plans, applies and undoes. */
@NullMarked
package io.graphbus.cli.migrate;

import org.jspecify.annotations.NullMarked;
