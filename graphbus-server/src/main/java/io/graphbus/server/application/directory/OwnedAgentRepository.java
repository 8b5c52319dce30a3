package io.graphbus.server.application.directory;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface OwnedAgentRepository extends JpaRepository<OwnedAgentEntity, String> {

    /** Agents of these names that belong to others. */
    @Query(
            """
            select new io.graphbus.server.application.directory.Owner(a.agent, o.name)
            from OwnedAgentEntity a join ApplicationEntity o on o.id = a.application
            where a.agentKey in :keys and o.name <> :application
            """)
    List<Owner> ownersBut(Collection<String> keys, String application);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from OwnedAgentEntity a where a.application = :application")
    void release(long application);
}
