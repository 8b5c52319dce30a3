/** Builds what clients upload in another process, which can be stopped and cannot grow. */
@NullMarked
package io.graphbus.server.build.compile;

import org.jspecify.annotations.NullMarked;
