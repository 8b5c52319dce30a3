@NullMarked
package io.graphbus.server.durable;

import org.jspecify.annotations.NullMarked;
