/** What a schema says of a value, as conditions that can be taken apart and negated. */
@NullMarked
package io.graphbus.compat.formula;

import org.jspecify.annotations.NullMarked;
