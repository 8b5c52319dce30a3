/**
 * The commands that need a running graph: {@code run}, {@code serve}, {@code call}, {@code
 * publish}.
 */
@NullMarked
package io.graphbus.cli.run;

import org.jspecify.annotations.NullMarked;
