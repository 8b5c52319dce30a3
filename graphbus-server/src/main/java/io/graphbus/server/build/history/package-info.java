/** Every build of the server with its artifacts, in the database. */
@NullMarked
package io.graphbus.server.build.history;

import org.jspecify.annotations.NullMarked;
