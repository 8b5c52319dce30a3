package io.graphbus.server.build.history;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.Length;
import org.hibernate.annotations.JdbcType;
import org.springframework.data.domain.Persistable;

/**
 * The zipped artifacts of a successful build, apart from the build so that lists do not read them.
 * Never changed.
 */
@Entity
@Table(name = "graphbus_build_archive")
class BuildArchiveEntity implements Persistable<Long> {

    @Id private long buildNumber;

    @Column(length = Length.LONG32)
    @JdbcType(StreamedBinaryJdbcType.class)
    private byte[] content;

    @SuppressWarnings("NullAway.Init")
    protected BuildArchiveEntity() {}

    BuildArchiveEntity(long buildNumber, byte[] content) {
        this.buildNumber = buildNumber;
        this.content = content.clone();
    }

    @Override
    public Long getId() {
        return buildNumber;
    }

    @Override
    public boolean isNew() {
        return true;
    }

    byte[] content() {
        return content.clone();
    }
}
