@NullMarked
package io.graphbus.spring.durable;

import org.jspecify.annotations.NullMarked;
