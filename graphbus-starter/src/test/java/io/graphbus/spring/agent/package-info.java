/** Beans that are agents. */
@NullMarked
package io.graphbus.spring.agent;

import org.jspecify.annotations.NullMarked;
