/** The operations of a declarative migration, each with what undoes it and what it loses. */
@NullMarked
package io.graphbus.migration.operation;

import org.jspecify.annotations.NullMarked;
