/** The event log in a data directory. */
@NullMarked
package io.graphbus.cli.log;

import org.jspecify.annotations.NullMarked;
