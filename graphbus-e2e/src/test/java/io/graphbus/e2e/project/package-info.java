/** Projects as users begin them: examples, templates, generated agents, and Maven on top. */
@NullMarked
package io.graphbus.e2e.project;

import org.jspecify.annotations.NullMarked;
