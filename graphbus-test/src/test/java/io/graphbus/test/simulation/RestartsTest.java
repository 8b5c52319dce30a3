package io.graphbus.test.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Graphs that are stopped and started while tasks publish to them and call them. */
class RestartsTest {

    private static final int SEEDS = Boolean.getBoolean("graphbus.soak") ? 20_000 : 1_000;

    private static final Set<ProblemCode> EXPECTED =
            Set.of(
                    ProblemCode.STOPPED,
                    ProblemCode.NOT_STARTED,
                    ProblemCode.CALL_DEADLOCK,
                    ProblemCode.AGENT_FAILED,
                    ProblemCode.QUEUE_FULL,
                    ProblemCode.BUS_OVERLOADED);

    private final Map<ProblemCode, Integer> refusals = new EnumMap<>(ProblemCode.class);

    @Test
    void nothingHangsIsLostOrDoneTwiceWhenAGraphIsStoppedAndStarted() {
        Simulation.seeds(SEEDS).check(this::play);
        assertThat(refusals).containsKey(ProblemCode.STOPPED);
        assertThat(EXPECTED).containsAll(refusals.keySet());
    }

    private void play(SimulatedRun run) {
        Random random = run.random();
        World world = new World(run, Program.draw(random));
        Ledger ledger = new Ledger();
        GraphBus graph = RandomProgramsTest.graph(run, world, ledger);
        for (int i = 0; i < world.program.tasks().size(); i++) {
            int number = i;
            run.task("task" + i, () -> world.task(number));
        }
        int stoppers = 1 + random.nextInt(2);
        for (int i = 0; i < stoppers; i++) {
            int times = 1 + random.nextInt(2);
            boolean again = random.nextInt(4) > 0;
            run.task("stopper" + i, () -> stopAndStart(run, graph, times, again));
        }
        run.join();
        graph.start();
        run.settle();
        run.advance(Duration.ofMillis(1)); // until nothing is left to do in stopped graphs either
        assertThat(world.wrong).isEmpty();
        assertThat(ledger.wrong()).isEmpty();
        assertThat(ledger.events()).isEqualTo(world.published);
        assertThat(graph.stats().unaccounted()).isZero();
        assertThat(graph.stats().inFlight()).isZero();
        graph.call("Quiet", "work", new World.Job("scenario", 0, null, java.util.List.of()));
        assertThat(run.clock().instant()).isBefore(Simulation.START.plus(Duration.ofSeconds(1)));
        world.refusals.forEach((code, count) -> refusals.merge(code, count, Integer::sum));
    }

    private static void stopAndStart(SimulatedRun run, GraphBus graph, int times, boolean again) {
        for (int i = 0; i < times; i++) {
            run.point("about to stop");
            graph.stop();
            run.point("stopped");
            if (again) {
                graph.start();
            }
        }
    }
}
