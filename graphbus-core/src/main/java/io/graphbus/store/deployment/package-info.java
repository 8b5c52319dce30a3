/** What is known to run in which environment. */
@NullMarked
package io.graphbus.store.deployment;

import org.jspecify.annotations.NullMarked;
