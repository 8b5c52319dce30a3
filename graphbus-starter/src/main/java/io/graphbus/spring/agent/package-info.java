/** Beans that are agents, made into the application's one graph. */
@NullMarked
package io.graphbus.spring.agent;

import org.jspecify.annotations.NullMarked;
