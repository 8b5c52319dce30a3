/** How a shape may change: whether all that is written can be read, and a value that cannot. */
@NullMarked
package io.graphbus.compat;

import org.jspecify.annotations.NullMarked;
