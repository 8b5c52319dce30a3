/** Builds: uploaded or configured, kept in the database, activated one at a time. */
@NullMarked
package io.graphbus.server.build;

import org.jspecify.annotations.NullMarked;
