/**
 * Gives each agent its turns: bounded queues, the loops that empty them, and the clocks they run
 * by.
 */
@NullMarked
package io.graphbus.mailbox;

import org.jspecify.annotations.NullMarked;
