/** Builds again whenever sources change: {@code BuildLoop} over a {@code SourceWatch}. */
@NullMarked
package io.graphbus.cli.watch;

import org.jspecify.annotations.NullMarked;
