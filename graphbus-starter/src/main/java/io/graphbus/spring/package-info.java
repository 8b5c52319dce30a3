/**
 * GraphBus in a Spring Boot application: its {@code @Agent} beans become one running graph, its
 * properties are {@code graphbus.*}.
 */
@NullMarked
package io.graphbus.spring;

import org.jspecify.annotations.NullMarked;
