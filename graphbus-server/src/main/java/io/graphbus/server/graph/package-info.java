/** Holds the graph that the server runs, and swaps it for another one as a whole. */
@NullMarked
package io.graphbus.server.graph;

import org.jspecify.annotations.NullMarked;
