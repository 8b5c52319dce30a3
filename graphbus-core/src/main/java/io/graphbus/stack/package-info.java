/** What happens where a thread's stack ends, or memory does: before, and afterwards. */
@NullMarked
package io.graphbus.stack;

import org.jspecify.annotations.NullMarked;
