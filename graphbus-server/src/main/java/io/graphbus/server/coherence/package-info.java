/** Whether the versions in the traffic of the graph agree: kept in the database, told over REST. */
@NullMarked
package io.graphbus.server.coherence;

import org.jspecify.annotations.NullMarked;
