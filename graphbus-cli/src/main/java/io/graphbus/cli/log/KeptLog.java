package io.graphbus.cli.log;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.durable.audit.Account;
import io.graphbus.durable.audit.Audit;
import io.graphbus.durable.audit.Edge;
import io.graphbus.durable.letter.DeadLetterQueue;
import io.graphbus.durable.letter.Rerun;
import io.graphbus.gate.ContractValidation;
import io.graphbus.migration.delivery.PayloadMigrations;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.Subscription;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.EventLog.Query;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.StoredEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The log of a graph that does not run, and what is known of the graph. */
public final class KeptLog implements AutoCloseable {

    private static final int MOST = 2000;

    private final EventFile file;
    private final List<AgentDefinition> agents;

    private KeptLog(EventFile file, List<AgentDefinition> agents) {
        this.file = file;
        this.agents = agents;
    }

    /**
     * Opens what is there.
     *
     * @param artifacts of the graph; where there are none, it has no subscriptions
     * @throws io.graphbus.problem.GraphBusException {@code NO_EVENT_LOG} when there is none, {@code
     *     DATABASE_IN_USE} when another process has it
     */
    public static KeptLog open(Path data, Path artifacts) {
        if (!EventFile.exists(data)) {
            throw Problem.of(
                            ProblemCode.NO_EVENT_LOG,
                            data.toString(),
                            "no event log is kept here",
                            "Name the data directory of a graph that has run with --durability"
                                    + " durable; the log of a server is asked for with --server.")
                    .toException();
        }
        List<AgentDefinition> agents =
                ArtifactDirectory.isArtifacts(artifacts)
                        ? ArtifactDirectory.read(artifacts).graph().agents()
                        : List.of();
        return new KeptLog(EventFile.open(data), agents);
    }

    public EventLog log() {
        return file.log();
    }

    /** The subscription of a reader, if the graph has it. */
    public Optional<Subscription> subscription(Reader reader) {
        return agents.stream()
                .filter(agent -> agent.name().equals(reader.agent()))
                .flatMap(agent -> agent.subscriptions().stream())
                .filter(one -> one.id().equals(reader.subscription()))
                .findFirst();
    }

    /** What has become of its events. */
    public List<Account> accounts() {
        List<Edge> edges = new ArrayList<>();
        for (AgentDefinition agent : agents) {
            agent.subscriptions()
                    .forEach(
                            subscription ->
                                    edges.add(
                                            Edge.whole(
                                                    new Reader(agent.name(), subscription.id()),
                                                    subscription.topic().text())));
        }
        return new Audit(log(), edges).accounts();
    }

    /** Its letters; what is replayed is delivered by the next run. It cannot rehearse. */
    public DeadLetterQueue letters() {
        return new DeadLetterQueue(
                log().deadLetters(),
                new NextRun(agents),
                () -> PayloadMigrations.NONE,
                ContractValidation.ENFORCE);
    }

    /** Counts events that are to be delivered once more. It cannot begin that. */
    public Rerun rerun() {
        return new Rerun(log(), new NextRun(agents));
    }

    /**
     * Marks the events a wish means as to be delivered once more, which the next run does.
     *
     * @return how many there are
     */
    public long mark(Rerun.Wish wish) {
        long events = rerun().count(wish);
        if (events > MOST) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "events replay",
                            events + " events are more than can be marked for the next run",
                            "Name at most " + MOST + " with --from and --to, run, and go on.")
                    .toException();
        }
        Subscription subscription =
                new NextRun(agents).subscriber(wish.reader()).orElseThrow().subscription();
        String run = UUID.randomUUID().toString().substring(0, 8);
        List<DeadLetter> letters =
                log()
                        .search(
                                new Query(
                                        wish.topic(),
                                        null,
                                        wish.from(),
                                        wish.to() == 0 ? Long.MAX_VALUE : wish.to(),
                                        wish.since(),
                                        wish.until(),
                                        true,
                                        Integer.MAX_VALUE))
                        .stream()
                        .filter(event -> subscription.topic().matches(event.data().topic()))
                        .map(event -> letter(event, wish.reader(), subscription, run))
                        .toList();
        log().deadLetters().put(letters);
        return letters.size();
    }

    private static DeadLetter letter(
            StoredEvent event, Reader reader, Subscription subscription, String run) {
        return new DeadLetter(
                event.data().id() + "-" + run,
                reader,
                subscription.handler(),
                event.data(),
                event.position(),
                "REPLAY",
                "asked for once more",
                "",
                List.of(),
                subscription.schemaVersion(),
                Instant.now(),
                DeadLetter.Status.REPLAYING,
                null);
    }

    @Override
    public void close() {
        file.close();
    }
}
