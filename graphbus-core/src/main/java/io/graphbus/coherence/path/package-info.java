/** Where ways through the graph lose their coherence, without going through all of them. */
@NullMarked
package io.graphbus.coherence.path;

import org.jspecify.annotations.NullMarked;
