/** Finds a value for which some conditions hold and others fail, or proves that there is none. */
@NullMarked
package io.graphbus.compat.solve;

import org.jspecify.annotations.NullMarked;
