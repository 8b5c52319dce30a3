/** The test kit in Spring: a slice of an application's agents, and the graph as tests see it. */
@NullMarked
package io.graphbus.spring.test;

import org.jspecify.annotations.NullMarked;
