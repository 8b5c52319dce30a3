@NullMarked
package io.graphbus.coherence.picture;

import org.jspecify.annotations.NullMarked;
