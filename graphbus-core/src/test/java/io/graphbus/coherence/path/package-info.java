@NullMarked
package io.graphbus.coherence.path;

import org.jspecify.annotations.NullMarked;
