/** Transactions of a real database, and events. */
@NullMarked
package io.graphbus.spring.transaction;

import org.jspecify.annotations.NullMarked;
