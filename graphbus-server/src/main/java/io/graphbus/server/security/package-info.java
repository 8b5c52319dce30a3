/** Who may do what: tokens, hosts and origins. */
@NullMarked
package io.graphbus.server.security;

import org.jspecify.annotations.NullMarked;
