/** The running graph over HTTP: agents, topics, subscriptions and figures. */
@NullMarked
package io.graphbus.server.agent;

import org.jspecify.annotations.NullMarked;
