/** Completion of command lines in bash, zsh and fish, from the model of the commands. */
@NullMarked
package io.graphbus.cli.shell;

import org.jspecify.annotations.NullMarked;
