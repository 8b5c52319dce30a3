package io.graphbus.server.security.key;

import io.graphbus.server.security.credential.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that is wanted.
 *
 * @param expiresAt {@code null} for never
 */
record NewKey(String name, Role role, @Nullable Instant expiresAt) {}
