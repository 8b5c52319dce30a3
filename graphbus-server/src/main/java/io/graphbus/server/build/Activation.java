package io.graphbus.server.build;

import io.graphbus.GraphBus;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.ContractRegistry;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.build.ActiveArtifacts.Unpacked;
import io.graphbus.server.build.history.BuildHistory;
import io.graphbus.server.build.history.BuildStatus;
import io.graphbus.server.build.history.BuildView;
import io.graphbus.server.graph.LiveGraph;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes a build the one that runs. One activation at a time: its contracts, its status and the
 * running graph change together or not at all. Usable from any thread.
 */
@Component
class Activation {

    private final BuildHistory history;
    private final ActiveArtifacts artifacts;
    private final ContractRegistry contracts;
    private final LiveGraph graph;
    private final TransactionOperations transaction;
    private final ActivationLimits limits;
    private final Lock oneAtATime = new ReentrantLock();

    Activation(
            BuildHistory history,
            ActiveArtifacts artifacts,
            ContractRegistry contracts,
            LiveGraph graph,
            TransactionOperations transaction,
            BuildProperties properties) {
        this.history = history;
        this.artifacts = artifacts;
        this.contracts = contracts;
        this.graph = graph;
        this.transaction = transaction;
        this.limits = properties.activationLimits();
    }

    BuildView activate(String id) {
        awaitTurn();
        try {
            BuildView build = history.runnable(id);
            if (build.status() == BuildStatus.ACTIVE) {
                return build;
            }
            limits.check(graph.threadsLeft());
            return run(id);
        } catch (ConcurrencyFailureException | DataIntegrityViolationException e) {
            throw overtaken(id, e);
        } finally {
            oneAtATime.unlock();
        }
    }

    private void awaitTurn() {
        try {
            if (!oneAtATime.tryLock(limits.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw limits.busy().toException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw limits.busy().toException(e);
        }
    }

    /** Runs a successful build, whatever its status. */
    BuildView run(String id) {
        Unpacked next = artifacts.unpack(history.runnableArchive(id));
        GraphBus before = graph.bus();
        boolean committed = false;
        try {
            BuildView active = transaction.execute(tx -> promiseAndRun(next.artifacts(), id));
            artifacts.keep(next);
            committed = true;
            return active;
        } finally {
            if (!committed) {
                goBack(before);
                next.close();
            }
        }
    }

    private BuildView promiseAndRun(ArtifactDirectory next, String id) {
        contracts.register(next.graph().agents().stream().map(AgentContract::of).toList());
        BuildView active = history.markActive(id);
        graph.activate(next, limits.timeout());
        return active;
    }

    /**
     * When the commit failed the graph has been swapped already; then the artifacts before run
     * again.
     */
    private void goBack(GraphBus before) {
        ArtifactDirectory last = artifacts.current();
        if (graph.bus() != before && last != null) {
            graph.activate(last, limits.timeout());
        }
    }

    private static RuntimeException overtaken(String id, RuntimeException cause) {
        return Problem.of(
                        ProblemCode.CONFLICT,
                        id,
                        "Another server on the same database activated a build at the same time.",
                        "GET /api/v1/builds shows which one is active; try again if it is not"
                                + " the one you want.")
                .toException(cause);
    }
}
