/** Durable topics in the server's database. */
@NullMarked
package io.graphbus.server.durable;

import org.jspecify.annotations.NullMarked;
