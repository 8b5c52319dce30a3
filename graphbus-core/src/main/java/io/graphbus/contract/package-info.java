/**
 * An agent's versioned promise: what its methods take and give, what it publishes and what it
 * accepts.
 */
@NullMarked
package io.graphbus.contract;

import org.jspecify.annotations.NullMarked;
