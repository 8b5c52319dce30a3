/** What log lines say of the execution that they are written in. */
@NullMarked
package io.graphbus.spring.logging;

import org.jspecify.annotations.NullMarked;
