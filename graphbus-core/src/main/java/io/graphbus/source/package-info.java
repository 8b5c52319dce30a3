/** Java sources and class files in, classes and positions out: what builds read. */
@NullMarked
package io.graphbus.source;

import org.jspecify.annotations.NullMarked;
