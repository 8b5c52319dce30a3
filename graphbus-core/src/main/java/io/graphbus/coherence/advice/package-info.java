/** What to do about what is lost, and what that would bring. */
@NullMarked
package io.graphbus.coherence.advice;

import org.jspecify.annotations.NullMarked;
