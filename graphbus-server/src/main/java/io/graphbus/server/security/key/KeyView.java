package io.graphbus.server.security.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.server.security.credential.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key as the API shows it; the secret is in none of its parts. */
@Schema(name = "Key")
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeyView(
        @Schema(description = "The part of the key after gbk_", example = "4kX9mQ2vT7bL") String id,
        @Schema(example = "ci") String name,
        Role role,
        Status status,
        Instant createdAt,
        @Schema(description = "admin, key:<name> or jwt:<subject>", example = "admin")
                String createdBy,
        @Schema(description = "Absent for a key that does not expire") @Nullable Instant expiresAt,
        @Schema(description = "To about a minute; absent for a key that was never used")
                @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy) {

    /** Whether a key still opens something. */
    enum Status {
        ACTIVE,
        EXPIRED,
        REVOKED
    }

    static KeyView of(KeptKey key, Instant now) {
        return new KeyView(
                key.id(),
                key.name(),
                key.role(),
                key.isRevoked()
                        ? Status.REVOKED
                        : key.isExpired(now) ? Status.EXPIRED : Status.ACTIVE,
                key.createdAt(),
                key.createdBy(),
                key.expiresAt(),
                key.lastUsedAt(),
                key.revokedAt(),
                key.revokedBy());
    }
}
