/** What a registered version would do to the graph that runs. */
@NullMarked
package io.graphbus.server.contract.impact;

import org.jspecify.annotations.NullMarked;
