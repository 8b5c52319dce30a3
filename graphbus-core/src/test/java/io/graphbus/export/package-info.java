/** Documents are judged by the tools they are for. */
@NullMarked
package io.graphbus.export;

import org.jspecify.annotations.NullMarked;
