/** CloudEvents 1.0 over HTTP, read and written: JSON event format, batches, binary mode. */
@NullMarked
package io.graphbus.server.event.cloud;

import org.jspecify.annotations.NullMarked;
