/**
 * The live agents of one graph wired to bus and invoker: {@code RuntimeExecutor} and its lifecycle.
 */
@NullMarked
package io.graphbus.runtime;

import org.jspecify.annotations.NullMarked;
