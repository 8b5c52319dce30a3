/** What H2 and PostgreSQL do differently: positions, keys, what is open, and claims. */
@NullMarked
package io.graphbus.store.log.jdbc.vendor;

import org.jspecify.annotations.NullMarked;
