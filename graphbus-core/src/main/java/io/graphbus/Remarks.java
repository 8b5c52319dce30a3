package io.graphbus;

import io.graphbus.durable.DurableTopics;
import io.graphbus.invoke.AgentMaker;
import io.graphbus.problem.Problem;
import io.graphbus.problem.Severity;
import io.graphbus.signal.EngineSignal.ProblemReported;
import io.graphbus.signal.Signals;
import io.graphbus.store.StateStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Says what is odd about a graph that can be run all the same. */
final class Remarks {

    private static final Logger log = LoggerFactory.getLogger(GraphBus.class);

    private Remarks() {}

    /** Events may come from outside; a topic nearly called like another one is worth a look. */
    static void say(Problem problem) {
        boolean near = problem.hint().startsWith("Did you mean");
        Level level =
                switch (problem.code()) {
                    case NO_PUBLISHER -> near ? Level.INFO : Level.DEBUG;
                    case UNREADABLE_TYPE -> Level.DEBUG; // within one process nothing is read
                    default -> problem.severity() == Severity.WARNING ? Level.WARN : Level.DEBUG;
                };
        log.atLevel(level).log("{} ({})", problem, problem.hint());
    }

    /** Says what is odd about durable topics, in the log and to who listens. */
    static void say(
            List<AgentMaker> makers,
            DurableTopics topics,
            @Nullable StateStore store,
            Signals signals) {
        Stream.of(
                        Unnamed.problem(makers, topics.durability()),
                        StatesApart.problem(makers, topics, store))
                .flatMap(Optional::stream)
                .forEach(
                        problem -> {
                            say(problem);
                            signals.send(new ProblemReported(problem));
                        });
    }
}
