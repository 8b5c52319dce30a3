package io.graphbus.runtime;

import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Once;
import io.graphbus.agent.Priority;
import io.graphbus.bus.Publish;
import io.graphbus.chain.Execution;
import io.graphbus.chain.Turns;
import io.graphbus.gate.Publishing;
import io.graphbus.invoke.Payloads;
import io.graphbus.mailbox.Mail;
import io.graphbus.mailbox.Timer;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.retry.Causes;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one agent holds of the engine it lives in. */
final class AgentLink implements AgentContext {

    private static final Logger log = LoggerFactory.getLogger(AgentLink.class);

    private final Engine engine;
    private final String name;
    private volatile @Nullable Logger logger;
    private @Nullable Set<TaskMail.Schedule> schedules;

    AgentLink(Engine engine, String name) {
        this.engine = engine;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Clock clock() {
        return engine.conductor().seenByAgents(engine.options().clock());
    }

    @Override
    public Logger logger() {
        Logger known = logger;
        if (known == null) {
            known = LoggerFactory.getLogger(name);
            logger = known;
        }
        return known;
    }

    @Override
    public String publish(String topic, @Nullable Object payload) {
        return publish(Publish.to(topic, Payloads.freeze(payload)));
    }

    @Override
    public String publish(
            String topic, @Nullable Object payload, @Nullable String key, Priority priority) {
        return publish(Publish.to(topic, Payloads.freeze(payload)).key(key).priority(priority));
    }

    private String publish(Publish request) {
        Turns.Caller caller = engine.turns().caller();
        boolean inside = caller.execution() != null || !engine.agent(name).isActive();
        return engine.gate().publish(request, name, caller.cause(), inside).id();
    }

    /** Begins a new chain of events, so that an agent may wake itself for ever. */
    @Override
    public void publishAfter(Duration delay, String topic, @Nullable Object payload) {
        Publish request = Publish.to(topic, Payloads.freeze(payload));
        engine.gate().publishAfter(delay, new Publishing(request, name, null, true));
    }

    @Override
    public @Nullable Object call(String agent, String method, @Nullable Object... arguments) {
        LiveAgent target = engine.agent(agent);
        LiveMethod wanted = engine.method(target, method);
        return engine.calls().call(target, wanted, wanted.binder().bind(arguments));
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a null result is null in every type
    public <T> T call(
            Class<T> resultType, String agent, String method, @Nullable Object... arguments) {
        return (T) Payloads.as(resultType, call(agent, method, arguments));
    }

    @Override
    public CompletableFuture<@Nullable Object> callAsync(
            String agent, String method, @Nullable Object... arguments) {
        LiveAgent target = engine.agent(agent);
        LiveMethod wanted = engine.method(target, method);
        return engine.calls().async(target, wanted, wanted.binder().bind(arguments));
    }

    @Override
    public Once once() {
        Once known = engine.interceptors().outlets().once(engine.options().clock());
        if (known == null) {
            throw Problem.of(
                            ProblemCode.NO_EVENT_LOG,
                            name,
                            "this graph keeps no events, and so not which effects were made",
                            "Make topics durable: set graphbus.durability.mode=durable, or give"
                                    + " GraphBus.builder() an event log.")
                    .toException();
        }
        return known;
    }

    @Override
    public AutoCloseable schedule(Duration interval, Runnable task) {
        TaskMail.Schedule schedule =
                new TaskMail.Schedule(engine.agent(name), engine, interval, task);
        schedule.onClose(() -> schedules().remove(schedule));
        schedules().add(schedule);
        schedule.again();
        return schedule;
    }

    /** Made when first needed: few agents schedule anything. */
    private synchronized Set<TaskMail.Schedule> schedules() {
        Set<TaskMail.Schedule> known = schedules;
        if (known == null) {
            known = ConcurrentHashMap.newKeySet();
            schedules = known;
        }
        return known;
    }

    /** Ends the tasks that were scheduled through this link. */
    void close() {
        schedules().forEach(TaskMail.Schedule::close);
    }

    /** A scheduled task's next run, waiting for its agent's turn. */
    static final class TaskMail extends Mail {

        private static final int NORMAL = 2;

        private final Schedule schedule;

        private TaskMail(Schedule schedule) {
            this.schedule = schedule;
        }

        void run(Execution execution, long now) {
            if (schedule.closed) {
                return;
            }
            execution.begin("scheduled task", null, now);
            try {
                schedule.task.run();
            } catch (Throwable e) { // user code
                schedule.failed(e);
            }
            schedule.agent.executed();
            execution.end();
            schedule.again();
        }

        /** A task that is run after each delay until it is closed. */
        static final class Schedule implements AutoCloseable {

            private final LiveAgent agent;
            private final Engine engine;
            private final Duration interval;
            private final Runnable task;
            private Runnable onClose = () -> {};
            private volatile boolean closed;
            private volatile Timer.@Nullable Handle next;

            Schedule(LiveAgent agent, Engine engine, Duration interval, Runnable task) {
                this.agent = agent;
                this.engine = engine;
                this.interval = interval;
                this.task = task;
            }

            void onClose(Runnable action) {
                onClose = action;
            }

            void again() {
                if (!closed) {
                    next = engine.timer().after(interval, this::due);
                }
            }

            void failed(Throwable cause) {
                log.debug("The failure's stack", cause);
                engine.reports()
                        .problem(
                                Problem.of(
                                        ProblemCode.AGENT_FAILED,
                                        agent.name(),
                                        "a scheduled task failed: " + Causes.inWords(cause),
                                        "It runs again after its interval, unless it is closed."));
            }

            private void due() {
                agent.mailboxes()[0].put(new TaskMail(this), NORMAL);
            }

            @Override
            public void close() {
                closed = true;
                onClose.run();
                Timer.Handle pending = next;
                if (pending != null) {
                    pending.close();
                }
            }
        }
    }
}
