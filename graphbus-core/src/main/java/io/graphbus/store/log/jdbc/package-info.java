/** A log of events in the tables of an H2 or PostgreSQL database. */
@NullMarked
package io.graphbus.store.log.jdbc;

import org.jspecify.annotations.NullMarked;
