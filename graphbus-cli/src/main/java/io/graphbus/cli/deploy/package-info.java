/** Commands that keep record of what is live where. */
@NullMarked
package io.graphbus.cli.deploy;

import org.jspecify.annotations.NullMarked;
