package io.graphbus.server.contract;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.schema.Version;
import io.graphbus.store.ContractStore.StoredContract;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.Length;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One version of one agent's contract. Ids rise in the order of registration. */
@Entity
@Table(name = "graphbus_contract")
class ContractEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @jakarta.persistence.Version private long revision;

    private String agent;

    private String version;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Stability stability;

    private String hash;

    private Instant registeredAt;

    @Column(length = Length.LONG32)
    private String document;

    @SuppressWarnings("NullAway.Init")
    protected ContractEntity() {}

    ContractEntity(StoredContract contract) {
        this.agent = contract.agent();
        this.version = contract.version().text();
        this.stability = contract.stability();
        this.hash = contract.hash();
        this.registeredAt = contract.registeredAt();
        this.document = contract.document();
    }

    /** Takes over everything but agent and version. */
    void replaceBy(StoredContract contract) {
        stability = contract.stability();
        hash = contract.hash();
        registeredAt = contract.registeredAt();
        document = contract.document();
    }

    long number() {
        return Objects.requireNonNull(id, "not saved yet");
    }

    StoredContract toContract() {
        return new StoredContract(
                agent, Version.of(version), stability, hash, document, registeredAt);
    }
}
