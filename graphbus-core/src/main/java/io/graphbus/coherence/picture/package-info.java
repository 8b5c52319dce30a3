/** The traffic as pictures and pages, and as text for tools that draw. */
@NullMarked
package io.graphbus.coherence.picture;

import org.jspecify.annotations.NullMarked;
