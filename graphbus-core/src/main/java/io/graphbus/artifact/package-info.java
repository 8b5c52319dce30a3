/** The {@code .graphbus} directory, written and read: sole owner of the format and its version. */
@NullMarked
package io.graphbus.artifact;

import org.jspecify.annotations.NullMarked;
