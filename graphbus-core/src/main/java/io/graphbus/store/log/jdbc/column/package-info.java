/** How events and what is kept of them are written into columns. */
@NullMarked
package io.graphbus.store.log.jdbc.column;

import org.jspecify.annotations.NullMarked;
