/** The score as documents and as something to look at. */
@NullMarked
package io.graphbus.coherence.report;

import org.jspecify.annotations.NullMarked;
