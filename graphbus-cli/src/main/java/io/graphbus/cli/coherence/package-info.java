/** Whether versions agree: the commands that tell. */
@NullMarked
package io.graphbus.cli.coherence;

import org.jspecify.annotations.NullMarked;
