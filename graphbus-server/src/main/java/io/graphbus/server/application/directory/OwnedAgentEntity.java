package io.graphbus.server.application.directory;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** Whose an agent is; names are the same when they are so ignoring case. */
@Entity
@Table(name = "graphbus_application_agent")
class OwnedAgentEntity implements Persistable<String> {

    @Id private String agentKey;

    private String agent;

    private long application;

    @SuppressWarnings("NullAway.Init")
    protected OwnedAgentEntity() {}

    OwnedAgentEntity(String agent, long application) {
        this.agentKey = key(agent);
        this.agent = agent;
        this.application = application;
    }

    static String key(String agent) {
        return agent.toLowerCase(Locale.ROOT);
    }

    String agent() {
        return agent;
    }

    long application() {
        return application;
    }

    @Override
    public @Nullable String getId() {
        return agentKey;
    }

    /** Rows are only ever added and deleted. */
    @Override
    public boolean isNew() {
        return true;
    }
}
