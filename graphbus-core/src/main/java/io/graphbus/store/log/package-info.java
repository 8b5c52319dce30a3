/** Events that survive a crash: what was published, how far each subscription is, what is dead. */
@NullMarked
package io.graphbus.store.log;

import org.jspecify.annotations.NullMarked;
