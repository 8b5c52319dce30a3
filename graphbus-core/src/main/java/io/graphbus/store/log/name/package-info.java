/** Names of what has happened, to be known for a time. */
@NullMarked
package io.graphbus.store.log.name;

import org.jspecify.annotations.NullMarked;
