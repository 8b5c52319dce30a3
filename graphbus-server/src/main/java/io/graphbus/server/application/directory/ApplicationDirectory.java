package io.graphbus.server.application.directory;

import io.graphbus.server.application.registration.Registration;
import io.graphbus.server.application.registration.Registration.Instance;
import io.graphbus.server.web.Cursor;
import io.graphbus.server.web.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The registered applications. Joins the caller's transaction. */
@Component
@Transactional
public class ApplicationDirectory {

    private static final Limit NAMES = Limit.of(1000);
    private static final int NAMES_A_QUERY = 1000;

    private final ApplicationRepository applications;
    private final ApplicationDocumentRepository documents;
    private final OwnedAgentRepository agents;
    private final Instances instances;
    private final JsonMapper json;
    private final Clock clock;

    ApplicationDirectory(
            ApplicationRepository applications,
            ApplicationDocumentRepository documents,
            OwnedAgentRepository agents,
            ApplicationInstanceRepository instances,
            JsonMapper json,
            Clock clock) {
        this.applications = applications;
        this.documents = documents;
        this.agents = agents;
        this.instances = new Instances(instances);
        this.json = json;
        this.clock = clock;
    }

    /** The hash of what is registered under a name. */
    @Transactional(readOnly = true)
    public Optional<String> hash(String name) {
        return applications.findByName(name).map(ApplicationEntity::hash);
    }

    /** Those of the agents that belong to other applications. */
    @Transactional(readOnly = true)
    public List<Owner> ownersBut(String application, List<String> names) {
        List<String> keys = names.stream().map(OwnedAgentEntity::key).sorted().toList();
        List<Owner> owners = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += NAMES_A_QUERY) {
            List<String> some = keys.subList(from, Math.min(from + NAMES_A_QUERY, keys.size()));
            owners.addAll(agents.ownersBut(some, application));
        }
        return owners;
    }

    /** Adds an application, or replaces what it has registered; says whether it is new. */
    public boolean put(String name, Registration registration, Duration grace) {
        Instant now = now();
        String summary = json.writeValueAsString(Summary.of(registration));
        Optional<ApplicationEntity> known = applications.findByName(name);
        ApplicationEntity kept =
                known.orElseGet(() -> added(name, registration, summary, now.plus(grace)));
        if (!kept.hash().equals(registration.hash())) {
            kept.change(registration.hash(), summary, now, now.plus(grace));
        }
        long id = applications.saveAndFlush(kept).number();
        documents.save(new ApplicationDocumentEntity(id, registration.document()));
        agents.release(id);
        agents.saveAllAndFlush(
                registration.agents().stream()
                        .map(agent -> new OwnedAgentEntity(agent, id))
                        .sorted(Comparator.comparing(OwnedAgentEntity::getId))
                        .toList());
        instances.seen(id, registration.instance(), now, now.plus(grace));
        return known.isEmpty();
    }

    private ApplicationEntity added(
            String name, Registration registration, String summary, Instant staleAt) {
        return new ApplicationEntity(name, registration.hash(), summary, now(), staleAt);
    }

    /**
     * Notes that an instance is still there with what is registered.
     *
     * @throws OptimisticLockingFailureException when it has been deleted meanwhile
     */
    public void seen(String name, @Nullable Instance instance, Duration grace) {
        Instant now = now();
        Instant staleAt = now.plus(grace);
        long id = applications.findByName(name).map(ApplicationEntity::number).orElse(-1L);
        if (applications.seen(id, now, staleAt) == 0) {
            throw new OptimisticLockingFailureException(name + " was deleted meanwhile");
        }
        instances.seen(id, instance, now, staleAt);
    }

    @Transactional(readOnly = true)
    public Page<ApplicationView> page(int limit, @Nullable String cursor) {
        String after = cursor == null ? "" : Cursor.decode(cursor);
        List<ApplicationEntity> found =
                applications.findByNameGreaterThanOrderByName(after, Limit.of(limit + 1));
        Page<ApplicationEntity> page = Page.cut(found, ApplicationEntity::name, limit);
        Instant now = now();
        Map<Long, List<ApplicationInstanceEntity>> running =
                instances.of(page.items().stream().map(ApplicationEntity::number).toList()).stream()
                        .collect(Collectors.groupingBy(ApplicationInstanceEntity::application));
        return page.map(a -> view(a, running.getOrDefault(a.number(), List.of()), now));
    }

    @Transactional(readOnly = true)
    public Optional<ApplicationView> find(String name) {
        return applications
                .findByName(name)
                .map(a -> view(a, instances.of(List.of(a.number())), now()));
    }

    /** What the application has sent: {@code {contracts, graph}}. */
    @Transactional(readOnly = true)
    public Optional<String> document(String name) {
        return applications
                .findByName(name)
                .flatMap(a -> documents.findById(a.number()))
                .map(ApplicationDocumentEntity::content);
    }

    /** Names for hints. */
    @Transactional(readOnly = true)
    public List<String> names() {
        return applications.names(NAMES);
    }

    /** Forgets an application; its contracts stay in the registry, being promises. */
    public void remove(String name) {
        applications.findByName(name).ifPresent(applications::delete);
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private ApplicationView view(
            ApplicationEntity a, List<ApplicationInstanceEntity> running, Instant now) {
        Summary summary = json.readValue(a.summary(), Summary.class);
        return new ApplicationView(
                a.name(),
                ApplicationView.Status.at(now, a.staleAt()),
                a.registeredAt(),
                a.changedAt(),
                a.lastSeenAt(),
                a.hash(),
                summary.agents(),
                summary.topics(),
                summary.contracts(),
                running.stream().map(i -> ApplicationView.Instance.of(i, now)).toList());
    }
}
