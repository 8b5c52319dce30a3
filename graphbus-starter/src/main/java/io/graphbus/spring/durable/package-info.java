/** Durable topics on the application's database and in its transactions. */
@NullMarked
package io.graphbus.spring.durable;

import org.jspecify.annotations.NullMarked;
