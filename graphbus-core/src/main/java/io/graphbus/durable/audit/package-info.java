/** Whether what is counted of deliveries adds up, recounted from the event log. */
@NullMarked
package io.graphbus.durable.audit;

import org.jspecify.annotations.NullMarked;
