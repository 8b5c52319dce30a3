package io.graphbus.server.application;

import io.graphbus.contract.ContractRegistry;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.application.directory.ApplicationDirectory;
import io.graphbus.server.application.directory.ApplicationView;
import io.graphbus.server.application.directory.Owner;
import io.graphbus.server.application.registration.Registration;
import io.graphbus.server.graph.LiveGraph;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Registers applications: contracts, agents and graph of one together or not at all. Usable from
 * any thread.
 */
@Component
class Registrar {

    private static final Logger log = LoggerFactory.getLogger(Registrar.class);

    /** How often a registration begins again that another one has overtaken. */
    private static final int ATTEMPTS = 5;

    /** Registrations may be late or lost before their sender counts as gone. */
    private static final int MISSED = 3;

    private static final String SERVER = "this server's own graph";

    private final ApplicationDirectory applications;
    private final ContractRegistry contracts;
    private final LiveGraph graph;
    private final TransactionOperations transaction;
    private final ApplicationProperties properties;

    Registrar(
            ApplicationDirectory applications,
            ContractRegistry contracts,
            LiveGraph graph,
            TransactionOperations transaction,
            ApplicationProperties properties) {
        this.applications = applications;
        this.contracts = contracts;
        this.graph = graph;
        this.transaction = transaction;
        this.properties = properties;
    }

    Registered register(String name, Registration registration, Precondition precondition) {
        Registered registered =
                persistently(name, () -> registerOnce(name, registration, precondition));
        if (registered.outcome() == Outcome.UNCHANGED) {
            log.debug("{} is still there", name);
        } else {
            int count = registration.agents().size();
            log.info("{} has registered {} agents", name, count);
        }
        return registered;
    }

    /** Forgets an application that is registered, and says whether it was. */
    boolean remove(String name, Precondition precondition) {
        boolean removed = persistently(name, () -> removeOnce(name, precondition));
        if (removed) {
            log.info("{} is registered no more", name);
        }
        return removed;
    }

    private boolean removeOnce(String name, Precondition precondition) {
        Optional<String> before = applications.hash(name);
        if (before.isPresent()) {
            precondition.check(name, before);
            applications.remove(name);
        }
        return before.isPresent();
    }

    private <T> T persistently(String name, Supplier<T> work) {
        RuntimeException last = null;
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                return transaction.execute(tx -> work.get());
            } catch (ConcurrencyFailureException | DataIntegrityViolationException e) {
                last = e;
            }
        }
        throw Problem.of(
                        ProblemCode.CONFLICT,
                        name,
                        name + " is being registered by others at the same time.",
                        "Send it again.")
                .toException(last);
    }

    private Registered registerOnce(
            String name, Registration registration, Precondition precondition) {
        Optional<String> before = applications.hash(name);
        precondition.check(name, before);
        refuse(ownConflicts(registration.agents()));
        Duration grace = grace(registration);
        if (before.filter(registration.hash()::equals).isPresent()) {
            applications.seen(name, registration.instance(), grace);
            return new Registered(Outcome.UNCHANGED, view(name));
        }
        refuse(
                Stream.concat(
                                applications.ownersBut(name, registration.agents()).stream()
                                        .map(Registrar::taken),
                                contracts.conflicts(registration.contracts()).stream())
                        .toList());
        contracts.register(registration.contracts());
        boolean added = applications.put(name, registration, grace);
        return new Registered(added ? Outcome.CREATED : Outcome.CHANGED, view(name));
    }

    private ApplicationView view(String name) {
        return applications.find(name).orElseThrow();
    }

    private Duration grace(Registration registration) {
        return Optional.ofNullable(registration.instance())
                .flatMap(instance -> Optional.ofNullable(instance.refresh()))
                .map(refresh -> refresh.multipliedBy(MISSED))
                .orElse(properties.staleAfter());
    }

    private List<Problem> ownConflicts(List<String> agents) {
        Map<String, String> own =
                graph.bus().graph().agentNames().stream()
                        .collect(Collectors.toMap(Registrar::key, Function.identity()));
        return agents.stream()
                .filter(agent -> own.containsKey(key(agent)))
                .map(agent -> taken(agent, SERVER))
                .toList();
    }

    private static String key(String agent) {
        return agent.toLowerCase(Locale.ROOT);
    }

    private static Problem taken(Owner owner) {
        return taken(owner.agent(), "the application " + owner.application());
    }

    private static Problem taken(String agent, String owner) {
        return Problem.of(
                ProblemCode.AGENT_TAKEN,
                agent,
                "The agent " + agent + " belongs to " + owner + ".",
                "Rename one of them with @Agent(name = ...), or DELETE the application that is not"
                        + " needed any more; names are compared ignoring case.");
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new GraphBusException(problems, null);
        }
    }

    /** What became of a registration. */
    enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    /** What is registered now, and whether that is news. */
    record Registered(Outcome outcome, ApplicationView application) {}
}
