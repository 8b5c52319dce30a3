/** What stateful agents last captured, kept in the database. */
@NullMarked
package io.graphbus.server.state;

import org.jspecify.annotations.NullMarked;
