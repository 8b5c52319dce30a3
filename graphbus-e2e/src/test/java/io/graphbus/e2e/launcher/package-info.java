/** The launcher script: finding a JDK, building a checkout, caching, handing over. */
@NullMarked
package io.graphbus.e2e.launcher;

import org.jspecify.annotations.NullMarked;
