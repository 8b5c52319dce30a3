package io.graphbus.server.security.key;

import io.graphbus.server.security.credential.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key.
 *
 * @param hash of the whole key
 * @param expiresAt {@code null} for never
 * @param lastUsedAt to about a minute; {@code null} for never
 */
record KeptKey(
        String id,
        String name,
        Role role,
        String hash,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy) {

    boolean isRevoked() {
        return revokedAt != null;
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    boolean isUsedSince(Instant time) {
        return lastUsedAt != null && lastUsedAt.isAfter(time);
    }

    KeptKey usedAt(Instant time) {
        return new KeptKey(
                id, name, role, hash, createdAt, createdBy, expiresAt, time, revokedAt, revokedBy);
    }
}
