/** Tests of what users touch, through the programs they start. */
@NullMarked
package io.graphbus.e2e;

import org.jspecify.annotations.NullMarked;
