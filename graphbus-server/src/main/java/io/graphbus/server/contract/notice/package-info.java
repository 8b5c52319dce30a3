/** Tells agents of the graph that runs of registered contracts they could not live with. */
@NullMarked
package io.graphbus.server.contract.notice;

import org.jspecify.annotations.NullMarked;
