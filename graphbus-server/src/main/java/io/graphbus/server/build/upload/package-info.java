/** Reads what a client sent into checked Java sources, refusing what is hostile. */
@NullMarked
package io.graphbus.server.build.upload;

import org.jspecify.annotations.NullMarked;
