/** How two versions of one payload stand to each other. */
@NullMarked
package io.graphbus.coherence.relation;

import org.jspecify.annotations.NullMarked;
