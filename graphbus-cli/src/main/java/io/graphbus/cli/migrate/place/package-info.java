/** Where states and migrations are: in files here, or with a server. */
@NullMarked
package io.graphbus.cli.migrate.place;

import org.jspecify.annotations.NullMarked;
