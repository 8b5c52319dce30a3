/** A shop whose agents are tested. */
@NullMarked
package io.graphbus.spring.test.shop;

import org.jspecify.annotations.NullMarked;
