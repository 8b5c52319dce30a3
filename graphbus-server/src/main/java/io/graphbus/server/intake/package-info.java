/** What a request must be like before a route sees it: its verb, its body's size, pace and text. */
@NullMarked
package io.graphbus.server.intake;

import org.jspecify.annotations.NullMarked;
