/** The conversation of {@code run -i}: one line asked, one answer given. */
@NullMarked
package io.graphbus.cli.repl;

import org.jspecify.annotations.NullMarked;
