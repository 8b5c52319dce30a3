/** The agents that the starter's tests wire. */
@NullMarked
package io.graphbus.spring.greeting;

import org.jspecify.annotations.NullMarked;
