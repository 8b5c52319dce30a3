/** The history of migrations of states, kept in the database. */
@NullMarked
package io.graphbus.server.migration.history;

import org.jspecify.annotations.NullMarked;
