/** What queues alone can do: mailboxes of JCTools and rings of Disruptor, with nothing around. */
@NullMarked
package io.graphbus.benchmarks.limit;

import org.jspecify.annotations.NullMarked;
