package io.graphbus.server.build.history;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.Length;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One build without its archive. Numbers rise in the order of creation; the database allows one
 * active build.
 */
@Entity
@Table(name = "graphbus_build")
class BuildEntity {

    /** What the active build has in its slot; all others have nothing there. */
    static final int THE_SLOT = 1;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long number;

    @Version private long revision;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private BuildStatus status;

    private @Nullable Integer activeSlot;

    private @Nullable String artifactHash;

    private boolean archived;

    private Instant createdAt;

    private @Nullable Instant activatedAt;

    @Column(length = Length.LONG32)
    private String summary;

    @Column(length = Length.LONG32)
    private String problems;

    @SuppressWarnings("NullAway.Init")
    protected BuildEntity() {}

    /**
     * A new build.
     *
     * @param artifactHash {@code null} for a failed build
     * @param summary as JSON
     * @param problems as JSON
     */
    BuildEntity(@Nullable String artifactHash, Instant createdAt, String summary, String problems) {
        this.status = artifactHash == null ? BuildStatus.FAILED : BuildStatus.SUCCEEDED;
        this.artifactHash = artifactHash;
        this.archived = artifactHash != null;
        this.createdAt = createdAt;
        this.summary = summary;
        this.problems = problems;
    }

    long number() {
        return Objects.requireNonNull(number, "not saved yet");
    }

    BuildStatus status() {
        return status;
    }

    @Nullable String artifactHash() {
        return artifactHash;
    }

    /** Whether its artifacts are kept. */
    boolean isArchived() {
        return archived;
    }

    /** Its artifacts are removed. */
    void forget() {
        archived = false;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable Instant activatedAt() {
        return activatedAt;
    }

    String summary() {
        return summary;
    }

    String problems() {
        return problems;
    }

    void activate(Instant now) {
        status = BuildStatus.ACTIVE;
        activeSlot = THE_SLOT;
        activatedAt = now;
    }

    void supersede() {
        status = BuildStatus.SUPERSEDED;
        activeSlot = null;
    }
}
