/** Connections and transactions, wherever they come from, and the tables of a log. */
@NullMarked
package io.graphbus.store.log.jdbc.database;

import org.jspecify.annotations.NullMarked;
