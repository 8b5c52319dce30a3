/** Files that are gone when their server is, however it ends. */
@NullMarked
package io.graphbus.server.build.scratch;

import org.jspecify.annotations.NullMarked;
