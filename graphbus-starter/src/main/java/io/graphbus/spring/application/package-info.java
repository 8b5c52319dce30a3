/** Registers the application at a server, again and again, and says how that goes. */
@NullMarked
package io.graphbus.spring.application;

import org.jspecify.annotations.NullMarked;
