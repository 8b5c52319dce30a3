package io.graphbus.test.simulation;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeStats.AgentStats;
import io.graphbus.test.simulation.Program.Act;
import io.graphbus.test.simulation.Program.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The agents that carry a program out, and what they saw. Wrong is what must never happen in any
 * interleaving.
 */
final class World {

    static final Map<String, Integer> LANES =
            Map.of("Single", 1, "Twin", 2, "Triple", 3, "Waiter", 1, "Quiet", 1);

    final SimulatedRun run;
    final Program program;
    final List<String> wrong = new ArrayList<>();
    final Map<ProblemCode, Integer> refusals = new EnumMap<>(ProblemCode.class);
    private final Map<String, Integer> active = new HashMap<>();
    private final Set<String> keysAtWork = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Integer> latest = new HashMap<>();
    boolean extra;
    int published;
    int handled;
    int failed;
    int calls;
    int errors;
    private int executions;
    private @Nullable GraphBus graph;

    World(SimulatedRun run, Program program) {
        this.run = run;
        this.program = program;
    }

    /** What an event or a call carries: who sent it, its number with that sender, what to do. */
    public record Job(String sender, int number, @Nullable Priority wished, List<Act> acts) {}

    Object[] agents() {
        return new Object[] {
            new Single(this), new Twin(this), new Triple(this), new Waiter(this), new Quiet(this)
        };
    }

    void graph(GraphBus value) {
        graph = value;
    }

    GraphBus graph() {
        GraphBus known = graph;
        if (known == null) {
            throw new IllegalStateException("the graph comes first");
        }
        return known;
    }

    /** Does what a task is to do. */
    void task(int number) {
        perform(null, "task" + number, program.tasks().get(number));
    }

    private void perform(@Nullable String agent, String sender, List<Act> acts) {
        int number = 0;
        for (Act act : acts) {
            Job job = new Job(sender, number++, act.priority(), act.then());
            switch (act.kind()) {
                case PUBLISH -> publish(act, job);
                case FAIL -> throw new IllegalStateException("as the program says");
                case PAUSE -> run.point("pause");
                default -> call(agent, act, job);
            }
        }
    }

    private void publish(Act act, Job job) {
        try {
            graph().publish(Publish.to(act.target(), job).key(act.key()).priority(act.priority()));
            published++;
        } catch (GraphBusException e) {
            refusals.merge(e.problem().code(), 1, Integer::sum);
        }
        bounds();
    }

    private void call(@Nullable String agent, Act act, Job job) {
        leave(agent);
        try {
            if (act.kind() == Kind.CALL) {
                graph().call(act.target(), "work", job);
                count(null);
            } else {
                CompletableFuture<?> future = graph().callAsync(act.target(), "work", job);
                future.whenComplete((result, failure) -> count(failure));
                if (act.kind() == Kind.CALL_AND_WAIT) {
                    future.join();
                }
            }
        } catch (CompletionException e) { // counted
        } catch (GraphBusException e) {
            if (act.kind() == Kind.CALL) {
                count(e);
            } else {
                refusals.merge(e.problem().code(), 1, Integer::sum);
            }
        } finally {
            enter(agent);
        }
    }

    private void count(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        ProblemCode code = cause instanceof GraphBusException e ? e.problem().code() : null;
        if (code != null) {
            refusals.merge(code, 1, Integer::sum);
        }
        boolean notTaken = code == ProblemCode.STOPPED || code == ProblemCode.NOT_STARTED;
        if (!notTaken) {
            calls++;
            errors += failure == null ? 0 : 1;
        }
    }

    private void enter(@Nullable String agent) {
        if (agent != null && active.merge(agent, 1, Integer::sum) > LANES.get(agent)) {
            wrong.add(agent + " executes more than it may at a time");
        }
    }

    private void leave(@Nullable String agent) {
        if (agent != null) {
            active.merge(agent, -1, Integer::sum);
        }
    }

    private void bounds() {
        for (AgentStats stats : graph().stats().agents()) {
            if (stats.queueDepth() > program.bound() * LANES.get(stats.agent())) {
                wrong.add(stats.agent() + " has " + stats.queueDepth() + " events waiting");
            }
        }
    }

    void work(String agent, Job job) {
        enter(agent);
        try {
            perform(agent, agent + executions++, job.acts());
        } finally {
            leave(agent);
        }
    }

    void handle(String agent, Priority usual, Job job, Event event) {
        String key = event.key() == null ? null : agent + "/" + event.key();
        if (key != null && !keysAtWork.add(key)) {
            wrong.add("two events of one key at a time: " + key);
        }
        if (!seen.add(agent + event.id())) {
            wrong.add(agent + " got twice " + event);
        }
        order(agent, usual, job, event);
        enter(agent);
        boolean fine = false;
        try {
            perform(agent, agent + executions++, job.acts());
            fine = true;
        } finally {
            leave(agent);
            handled += fine ? 1 : 0;
            failed += fine ? 0 : 1;
            keysAtWork.remove(key);
        }
    }

    /** First in, first out for one sender, one priority and, where there are lanes, one key. */
    private void order(String agent, Priority usual, Job job, Event event) {
        boolean lanes = LANES.get(agent) > 1;
        if (lanes && event.key() == null) {
            return;
        }
        Priority wished = job.wished();
        String line =
                agent
                        + job.sender()
                        + (wished == null ? usual : wished)
                        + (lanes ? event.key() : "");
        Integer before = latest.put(line, job.number());
        if (before != null && before >= job.number()) {
            wrong.add(line + " got " + job.number() + " after " + before);
        }
    }

    /** One lane, two topics, of which one goes first; a third while a subscription is added. */
    @Agent
    public static class Single {
        private final World world;

        Single(World world) {
            this.world = world;
        }

        @Subscribes("/A")
        public void onA(Job job, Event event) {
            if (event.topic().equals("/C") && !world.extra) {
                world.wrong.add("an event came after its subscription had ended");
            }
            world.handle("Single", Priority.NORMAL, job, event);
        }

        @Subscribes(value = "/B", priority = Priority.HIGH)
        public void onB(Job job, Event event) {
            world.handle("Single", Priority.HIGH, job, event);
        }

        @SchemaMethod
        public void work(Job job) {
            world.work("Single", job);
        }
    }

    @Agent(concurrency = 2)
    public static class Twin {
        private final World world;

        Twin(World world) {
            this.world = world;
        }

        @Subscribes({"/A", "/C"})
        public void on(Job job, Event event) {
            world.handle("Twin", Priority.NORMAL, job, event);
        }

        @SchemaMethod
        public void work(Job job) {
            world.work("Twin", job);
        }
    }

    @Agent(concurrency = 3)
    public static class Triple {
        private final World world;

        Triple(World world) {
            this.world = world;
        }

        @Subscribes("/B")
        public void onB(Job job, Event event) {
            world.handle("Triple", Priority.NORMAL, job, event);
        }

        @Subscribes(value = "/C", priority = Priority.LOW)
        public void onC(Job job, Event event) {
            world.handle("Triple", Priority.LOW, job, event);
        }

        @SchemaMethod
        public void work(Job job) {
            world.work("Triple", job);
        }
    }

    @Agent(blocking = true)
    public static class Waiter {
        private final World world;

        Waiter(World world) {
            this.world = world;
        }

        @Subscribes("/*")
        public void on(Job job, Event event) {
            world.handle("Waiter", Priority.NORMAL, job, event);
        }

        @SchemaMethod
        public void work(Job job) {
            world.work("Waiter", job);
        }
    }

    @Agent
    public static class Quiet {
        private final World world;

        Quiet(World world) {
            this.world = world;
        }

        @SchemaMethod
        public void work(Job job) {
            world.work("Quiet", job);
        }
    }
}
