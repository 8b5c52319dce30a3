/** What applications elsewhere have registered here: their graphs and their agents' contracts. */
@NullMarked
package io.graphbus.server.application;

import org.jspecify.annotations.NullMarked;
