@NullMarked
package io.graphbus.spring.coherence;

import org.jspecify.annotations.NullMarked;
