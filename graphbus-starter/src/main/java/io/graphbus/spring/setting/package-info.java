/** What may be set and to what; and settings that nobody reads, which is what a misspelt one is. */
@NullMarked
package io.graphbus.spring.setting;

import org.jspecify.annotations.NullMarked;
