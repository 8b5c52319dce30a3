/** Regular expressions of JSON Schema as languages that can be intersected and complemented. */
@NullMarked
package io.graphbus.compat.regex;

import org.jspecify.annotations.NullMarked;
