/** What is different in two schemas, as single edits that can be made alone. */
@NullMarked
package io.graphbus.diff.edit;

import org.jspecify.annotations.NullMarked;
