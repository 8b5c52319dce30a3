/** Who is calling: roles, callers, and the kinds of bearer tokens that tell. */
@NullMarked
package io.graphbus.server.security.credential;

import org.jspecify.annotations.NullMarked;
