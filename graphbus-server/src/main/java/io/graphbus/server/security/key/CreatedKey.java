package io.graphbus.server.security.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.server.security.credential.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The only answer that ever holds a key. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CreatedKey(
        @Schema(example = "4kX9mQ2vT7bL") String id,
        @Schema(example = "ci") String name,
        Role role,
        @Schema(
                        description = "The key, which nobody can look up again",
                        example = "gbk_4kX9mQ2vT7bL_…")
                String key,
        Instant createdAt,
        String createdBy,
        @Schema(description = "Absent for a key that does not expire")
                @Nullable Instant expiresAt) {

    static CreatedKey of(KeptKey kept, KeyText text) {
        return new CreatedKey(
                kept.id(),
                kept.name(),
                kept.role(),
                text.reveal(),
                kept.createdAt(),
                kept.createdBy(),
                kept.expiresAt());
    }

    @Override
    public String toString() {
        return "CreatedKey[" + id + "]";
    }
}
