@NullMarked
package io.graphbus.durable.retention;

import org.jspecify.annotations.NullMarked;
