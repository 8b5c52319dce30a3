/** The rules of the house that no compiler knows: sizes, forbidden words, printing. */
@NullMarked
package io.graphbus.e2e.house;

import org.jspecify.annotations.NullMarked;
