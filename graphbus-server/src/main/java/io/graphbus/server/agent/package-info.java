/** The running graph over HTTP: agents, topics, subscriptions, figures and calls. */
@NullMarked
package io.graphbus.server.agent;

import org.jspecify.annotations.NullMarked;
