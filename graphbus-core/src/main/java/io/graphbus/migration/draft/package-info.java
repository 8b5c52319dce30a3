/** What a migration between two schemas may look like, as a beginning. */
@NullMarked
package io.graphbus.migration.draft;

import org.jspecify.annotations.NullMarked;
