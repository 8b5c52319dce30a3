package io.graphbus.test.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.AddedSubscription;
import io.graphbus.GraphBus;
import io.graphbus.mailbox.Overflow;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeStats;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every small program in every interleaving: 1,000 of each, more when soaking. */
class RandomProgramsTest {

    private static final int SEEDS = Boolean.getBoolean("graphbus.soak") ? 20_000 : 1_000;
    private static final Duration HARDLY_ANY = Duration.ofMillis(5);

    private final Map<ProblemCode, Integer> refusals = new EnumMap<>(ProblemCode.class);
    private long dropped;
    private long cancelled;

    @Test
    void orderConservationBoundsAndTurnsHoldInEveryInterleaving() {
        Simulation.seeds(SEEDS).check(this::play);
        assertThat(refusals)
                .containsKeys(
                        ProblemCode.CALL_DEADLOCK,
                        ProblemCode.AGENT_FAILED,
                        ProblemCode.QUEUE_FULL,
                        ProblemCode.BUS_OVERLOADED)
                .hasSize(4);
        assertThat(dropped).isPositive();
        assertThat(cancelled).isPositive();
    }

    private void play(SimulatedRun run) {
        Random random = run.random();
        World world = new World(run, Program.draw(random));
        Ledger ledger = new Ledger();
        Instant begin = run.clock().instant();
        GraphBus graph = graph(run, world, ledger);
        for (int i = 0; i < world.program.tasks().size(); i++) {
            int number = i;
            run.task("task" + i, () -> world.task(number));
        }
        int changes = random.nextInt(3);
        run.task("subscriber", () -> changeSubscriptions(world, changes));
        run.settle();
        assertThat(world.wrong).isEmpty();
        assertThat(ledger.wrong()).isEmpty();
        counts(world, graph.stats());
        world.refusals.forEach((code, count) -> refusals.merge(code, count, Integer::sum));
        assertThat(Duration.between(begin, run.clock().instant()))
                .as("waited for a time instead of being woken")
                .isLessThan(HARDLY_ANY);
    }

    static GraphBus graph(SimulatedRun run, World world, Ledger ledger) {
        GraphBus.Builder builder =
                GraphBus.builder().options(world.program.options()).listener(ledger);
        for (Object agent : world.agents()) {
            builder.agent(agent);
        }
        GraphBus graph = run.start(builder.build());
        world.graph(graph);
        return graph;
    }

    private static void changeSubscriptions(World world, int changes) {
        for (int i = 0; i < changes; i++) {
            world.extra = true;
            AddedSubscription added = world.graph().subscribe("Single", "/C", "onA");
            world.run.point("subscribed");
            world.run.point("still subscribed");
            added.close();
            world.extra = false;
            world.run.point("unsubscribed");
        }
    }

    private void counts(World world, RuntimeStats stats) {
        assertThat(stats.unaccounted()).isZero();
        assertThat(stats.inFlight()).isZero();
        assertThat(stats.published()).isEqualTo(world.published);
        assertThat(stats.delivered()).isEqualTo(world.handled);
        assertThat(stats.failed()).isEqualTo(world.failed);
        assertThat(stats.calls()).isEqualTo(world.calls);
        assertThat(stats.errors()).isEqualTo(world.errors);
        assertThat(stats.agents()).allMatch(agent -> agent.queueDepth() == 0);
        if (world.program.overflow() != Overflow.DROP_OLDEST) {
            assertThat(stats.dropped()).isZero();
        }
        dropped += stats.dropped();
        cancelled += stats.cancelled();
    }
}
