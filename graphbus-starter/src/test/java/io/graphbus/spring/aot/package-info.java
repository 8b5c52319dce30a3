/** An application that is processed ahead of time. */
@NullMarked
package io.graphbus.spring.aot;

import org.jspecify.annotations.NullMarked;
