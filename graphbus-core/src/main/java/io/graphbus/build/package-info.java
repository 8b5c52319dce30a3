/** Sources or classes in, artifacts out: {@code BuildOrchestrator} and what it is made of. */
@NullMarked
package io.graphbus.build;

import org.jspecify.annotations.NullMarked;
