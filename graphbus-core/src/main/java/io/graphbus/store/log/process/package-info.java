/** What a log needs when all that use it are in one process: keys, open transactions, claims. */
@NullMarked
package io.graphbus.store.log.process;

import org.jspecify.annotations.NullMarked;
