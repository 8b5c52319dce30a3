/** Expressions on payloads and arguments, written in CEL. */
@NullMarked
package io.graphbus.filter;

import org.jspecify.annotations.NullMarked;
