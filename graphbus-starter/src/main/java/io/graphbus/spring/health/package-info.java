/** The health of the serving graph in Spring Boot's health endpoint, agent by agent. */
@NullMarked
package io.graphbus.spring.health;

import org.jspecify.annotations.NullMarked;
