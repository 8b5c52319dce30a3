/** Agents out of their classes: the one reading of the annotations. */
@NullMarked
package io.graphbus.extract;

import org.jspecify.annotations.NullMarked;
