/** Publishes with an idempotency key that happen once within a window. */
@NullMarked
package io.graphbus.spring.idempotency;

import org.jspecify.annotations.NullMarked;
