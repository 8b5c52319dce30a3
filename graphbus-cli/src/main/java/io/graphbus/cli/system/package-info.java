/** Which system a command speaks to: artifacts on disk, or a server over HTTP. */
@NullMarked
package io.graphbus.cli.system;

import org.jspecify.annotations.NullMarked;
