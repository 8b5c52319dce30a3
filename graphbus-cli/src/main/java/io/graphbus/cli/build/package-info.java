/**
 * The commands that make and look at artifacts: {@code build}, {@code validate}, {@code inspect}.
 */
@NullMarked
package io.graphbus.cli.build;

import org.jspecify.annotations.NullMarked;
