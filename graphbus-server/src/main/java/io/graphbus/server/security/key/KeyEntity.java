package io.graphbus.server.security.key;

import io.graphbus.server.security.credential.Role;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One key without its secret. A revoked key stays, so that it can be told later who had it; its
 * name is free again. Numbers rise in the order of creation.
 */
@Entity
@Table(name = "graphbus_api_key")
class KeyEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long number;

    @Version private long revision;

    private String publicId;

    private String name;

    /** The name in lower case while the key is not revoked, which the database keeps unique. */
    private @Nullable String liveName;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Role role;

    private String hash;

    private Instant createdAt;

    private String createdBy;

    private @Nullable Instant expiresAt;

    private @Nullable Instant lastUsedAt;

    private @Nullable Instant revokedAt;

    private @Nullable String revokedBy;

    @SuppressWarnings("NullAway.Init")
    protected KeyEntity() {}

    KeyEntity(KeyText text, NewKey key, Instant createdAt, String createdBy) {
        this.publicId = text.id();
        this.hash = text.hash();
        this.name = key.name();
        this.liveName = liveName(key.name());
        this.role = key.role();
        this.expiresAt = key.expiresAt();
        this.createdAt = createdAt;
        this.createdBy = createdBy;
    }

    static String liveName(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    void revoke(Instant at, String by) {
        liveName = null;
        revokedAt = at;
        revokedBy = by;
    }

    long number() {
        return Objects.requireNonNull(number, "not saved yet");
    }

    KeptKey kept() {
        return new KeptKey(
                publicId,
                name,
                role,
                hash,
                createdAt,
                createdBy,
                expiresAt,
                lastUsedAt,
                revokedAt,
                revokedBy);
    }
}
