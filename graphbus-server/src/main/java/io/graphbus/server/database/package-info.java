/**
 * The server's database: waited for at start, brought to its schema, and reported in one way when
 * it is away.
 */
@NullMarked
package io.graphbus.server.database;

import org.jspecify.annotations.NullMarked;
