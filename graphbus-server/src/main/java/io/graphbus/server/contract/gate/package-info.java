/** Whether registered versions may be deployed beside what is live. */
@NullMarked
package io.graphbus.server.contract.gate;

import org.jspecify.annotations.NullMarked;
