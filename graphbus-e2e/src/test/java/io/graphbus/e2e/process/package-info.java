/** Programs as users start them: the launcher, and a server that is asked over HTTP. */
@NullMarked
package io.graphbus.e2e.process;

import org.jspecify.annotations.NullMarked;
