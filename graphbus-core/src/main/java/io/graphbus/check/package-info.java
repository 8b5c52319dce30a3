/** What agents must agree on to work together, and where they do not. */
@NullMarked
package io.graphbus.check;

import org.jspecify.annotations.NullMarked;
