package io.graphbus.server.application.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.Length;

/** Graph and contracts of an application, as it has sent them. */
@Entity
@Table(name = "graphbus_application_document")
class ApplicationDocumentEntity {

    @Id private long application;

    @Column(length = Length.LONG32)
    private String content;

    @SuppressWarnings("NullAway.Init")
    protected ApplicationDocumentEntity() {}

    ApplicationDocumentEntity(long application, String content) {
        this.application = application;
        this.content = content;
    }

    String content() {
        return content;
    }
}
