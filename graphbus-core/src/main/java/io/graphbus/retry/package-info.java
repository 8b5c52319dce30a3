/** Failed deliveries: whether, when and in which order they are tried again. */
@NullMarked
package io.graphbus.retry;

import org.jspecify.annotations.NullMarked;
