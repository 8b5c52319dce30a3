/** Watches whether the versions in the application's traffic agree. */
@NullMarked
package io.graphbus.spring.coherence;

import org.jspecify.annotations.NullMarked;
