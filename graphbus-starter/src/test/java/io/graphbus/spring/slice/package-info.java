/** An application of which Spring Boot's own test slices show parts. */
@NullMarked
package io.graphbus.spring.slice;

import org.jspecify.annotations.NullMarked;
