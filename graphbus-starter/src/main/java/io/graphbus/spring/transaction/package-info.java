/** Events and the application's transactions: what is published in one leaves when it commits. */
@NullMarked
package io.graphbus.spring.transaction;

import org.jspecify.annotations.NullMarked;
