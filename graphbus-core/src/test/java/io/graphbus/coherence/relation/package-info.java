@NullMarked
package io.graphbus.coherence.relation;

import org.jspecify.annotations.NullMarked;
