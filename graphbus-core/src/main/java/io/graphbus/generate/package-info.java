/** The source of the classes that call agents: {@code CodeWriter} writes one for each. */
@NullMarked
package io.graphbus.generate;

import org.jspecify.annotations.NullMarked;
