/** The graphbus command: its root, its exit codes and the one place that catches everything. */
@NullMarked
package io.graphbus.cli;

import org.jspecify.annotations.NullMarked;
