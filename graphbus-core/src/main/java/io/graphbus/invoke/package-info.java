/**
 * Stands around one execution: invocations, interceptors, the invoker, argument binding and the
 * dispatcher interface.
 */
@NullMarked
package io.graphbus.invoke;

import org.jspecify.annotations.NullMarked;
