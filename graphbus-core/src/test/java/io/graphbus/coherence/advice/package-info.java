@NullMarked
package io.graphbus.coherence.advice;

import org.jspecify.annotations.NullMarked;
