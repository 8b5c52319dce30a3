/** Comparing schemas, for whoever asks over HTTP. */
@NullMarked
package io.graphbus.server.schema;

import org.jspecify.annotations.NullMarked;
