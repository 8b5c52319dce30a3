/** What a build takes over from the build before it: {@code Earlier} tells, by its state. */
@NullMarked
package io.graphbus.rebuild;

import org.jspecify.annotations.NullMarked;
