/** Stands in front of a publish: may change it, hold it back, answer in its place or refuse it. */
@NullMarked
package io.graphbus.gate;

import org.jspecify.annotations.NullMarked;
