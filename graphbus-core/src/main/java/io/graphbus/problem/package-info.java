/**
 * What can go wrong, said once: {@link io.graphbus.problem.Problem}, its code, and the exception
 * that carries it.
 */
@NullMarked
package io.graphbus.problem;

import org.jspecify.annotations.NullMarked;
