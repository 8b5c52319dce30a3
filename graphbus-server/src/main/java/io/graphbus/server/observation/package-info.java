/** Traces and logging contexts: when there are any, and how they cross threads. */
@NullMarked
package io.graphbus.server.observation;

import org.jspecify.annotations.NullMarked;
