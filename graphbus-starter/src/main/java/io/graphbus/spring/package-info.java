/** Auto-configuration that wires the agents of a Spring Boot application into a running graph. */
@NullMarked
package io.graphbus.spring;

import org.jspecify.annotations.NullMarked;
