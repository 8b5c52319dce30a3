/** Tries migrations on what there is: saved states, and values made from registered contracts. */
@NullMarked
package io.graphbus.migration.trial;

import org.jspecify.annotations.NullMarked;
