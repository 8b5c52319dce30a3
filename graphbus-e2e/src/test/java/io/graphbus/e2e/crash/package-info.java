/** Servers that are killed while they deliver. */
@NullMarked
package io.graphbus.e2e.crash;

import org.jspecify.annotations.NullMarked;
