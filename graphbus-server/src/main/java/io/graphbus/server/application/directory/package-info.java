/** The registered applications in the database, with their instances and whose each agent is. */
@NullMarked
package io.graphbus.server.application.directory;

import org.jspecify.annotations.NullMarked;
