/** API keys: named, shown once, kept as hashes, revocable. */
@NullMarked
package io.graphbus.server.security.key;

import org.jspecify.annotations.NullMarked;
