@NullMarked
package io.graphbus.durable.audit;

import org.jspecify.annotations.NullMarked;
