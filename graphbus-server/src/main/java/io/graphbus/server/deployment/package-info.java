/** Which versions of agents are live in which environment: kept in the database, told over REST. */
@NullMarked
package io.graphbus.server.deployment;

import org.jspecify.annotations.NullMarked;
