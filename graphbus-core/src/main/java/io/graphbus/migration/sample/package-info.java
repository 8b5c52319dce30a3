/** Makes values that a schema accepts, to try migrations on. */
@NullMarked
package io.graphbus.migration.sample;

import org.jspecify.annotations.NullMarked;
