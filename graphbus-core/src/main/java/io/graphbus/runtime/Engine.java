package io.graphbus.runtime;

import io.graphbus.agent.Event;
import io.graphbus.bus.Envelope;
import io.graphbus.bus.MessageBus;
import io.graphbus.bus.Outlet;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.chain.Executions;
import io.graphbus.chain.Quiet;
import io.graphbus.chain.Turns;
import io.graphbus.conduct.Conductor;
import io.graphbus.gate.Delays;
import io.graphbus.gate.Interceptors;
import io.graphbus.gate.PublishGate;
import io.graphbus.gate.Publishing;
import io.graphbus.invoke.AgentMaker;
import io.graphbus.invoke.Payloads;
import io.graphbus.mailbox.DrainLoops;
import io.graphbus.mailbox.Mailbox;
import io.graphbus.mailbox.Ticker;
import io.graphbus.mailbox.Timer;
import io.graphbus.mailbox.VirtualDrain;
import io.graphbus.problem.Problem;
import io.graphbus.signal.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Everything that lives from one start to the next stop: threads, bus, agents and their counts. */
final class Engine implements AutoCloseable {

    private final RuntimeOptions options;
    private final Interceptors interceptors;
    private final PublishGate gate;
    private final Reports reports;
    private final Signals signals;
    private final Conductor conductor = Conductor.current();
    private final Executions executions;
    private final DrainLoops loops;
    private final VirtualDrain virtual = new VirtualDrain();
    private final Ticker ticker;
    private final Timer timer;
    private final Delays delays;
    private final Signals.Watch rewired;
    private final RandomGenerator random;
    private final MessageBus bus;
    private final Turns turns;
    private final Calls calls;
    private final Map<String, LiveAgent> agents = new LinkedHashMap<>();
    private final LiveAgent[] everybody;
    private final Quiet quiet;
    private volatile boolean made;
    private final LongAdder dropped = new LongAdder();
    private volatile boolean closed;

    Engine(
            List<AgentMaker> makers,
            RuntimeOptions options,
            Signals signals,
            Interceptors interceptors) {
        this.options = options;
        this.interceptors = interceptors;
        this.gate = new PublishGate(interceptors.publishes(), new Exit());
        this.signals = signals;
        reports = new Reports(signals);
        executions = new Executions(reports::unstuck);
        loops = options.loops(conductor, reports::saturated);
        ticker = new Ticker(options.clock(), this::watch, this::pulse);
        timer = new Timer(options.clock());
        delays = new Delays(timer);
        rewired = signals.whenRewired(ticker::beat);
        random = options.random(conductor);
        bus = bus(options.node(conductor));
        turns = new Turns(executions, loops::beforeWaiting);
        calls =
                new Calls(
                        turns,
                        reports,
                        options.callTimeout(),
                        options.statistics() ? System::nanoTime : ticker::nanos,
                        options.statistics());
        for (AgentMaker maker : makers) {
            agents.put(maker.definition().name(), new LiveAgent(maker, this));
        }
        everybody = agents.values().toArray(LiveAgent[]::new);
        quiet = new Quiet(turns, timer, bus::finish, bus.outlet()::isIdle, mailboxes(everybody));
        made = true;
    }

    private MessageBus bus(String node) {
        Outlet.Host host = new Outlet.Host(node, timer, options.clock(), random, reports::problem);
        return new MessageBus(
                new MessageBus.Settings(
                        node, options.historySize(), options.overflow(), options.callTimeout()),
                ticker,
                Payloads::convert,
                (source, topic) -> LiveAgent.written(agents.get(source), topic),
                signals,
                interceptors.outlets().outlet(host));
    }

    private static Mailbox[][] mailboxes(LiveAgent[] agents) {
        return Arrays.stream(agents).map(LiveAgent::mailboxes).toArray(Mailbox[][]::new);
    }

    private void watch(long millis) {
        loops.watch(millis);
        executions.checkDeadlines(reports::stuck);
    }

    private void pulse() {
        loops.pulse();
        if (made) {
            quiet.settle();
        }
    }

    /** What every publish goes through. */
    PublishGate gate() {
        return gate;
    }

    /** Behind the gate; what was held there may come late. */
    private final class Exit implements PublishGate.Bus {

        @Override
        public void requireOpen(String topic) {
            if (closed || !options.messageBus()) {
                throw Reports.notPublished(topic, options.messageBus()).toException();
            }
        }

        @Override
        public Receipt publish(
                String topic,
                @Nullable Object payload,
                @Nullable Publish wish,
                String source,
                @Nullable Event cause,
                boolean inside) {
            requireOpen(topic);
            conductor.point(Conductor.Point.PUBLISH, topic);
            Receipt receipt = bus.publish(topic, payload, wish, source, (Envelope) cause, inside);
            conductor.point(Conductor.Point.PUBLISHED, topic);
            return receipt;
        }

        @Override
        public void publishAfter(Duration delay, String topic, Runnable publish) {
            requireOpen(topic);
            delays.after(delay, topic, publish);
        }

        @Override
        public boolean keeps(String topic) {
            return bus.outlet().takes(topic);
        }

        @Override
        public Receipt keepFor(Duration delay, Publishing publishing) {
            return bus.keepFor(
                    delay,
                    publishing.request(),
                    publishing.source(),
                    (Envelope) publishing.cause());
        }

        @Override
        public void report(Problem problem) {
            reports.problem(problem);
        }
    }

    /** Results that went nowhere because the bus is off. */
    LongAdder droppedResults() {
        return dropped;
    }

    LiveAgent agent(String name) {
        LiveAgent agent = agents.get(name);
        if (agent == null) {
            throw Reports.unknownAgent(name, agents.keySet()).toException();
        }
        return agent;
    }

    LiveMethod method(LiveAgent agent, String name) {
        LiveMethod method = agent.methods().get(name);
        if (!agent.isActive()) {
            throw Reports.notRunning(agent.name()).toException();
        }
        if (method == null) {
            throw Reports.unknownMethod(agent.name(), name, agent.methods().keySet()).toException();
        }
        return method;
    }

    /** Waits until nothing runs and nothing waits; says whether that came about in time. */
    boolean awaitIdle(Duration timeout) {
        return quiet.await(timeout, agent -> everybody[agent].isActive());
    }

    /**
     * A number that is the same twice when no agent had anything to do in between; negative when
     * one has.
     */
    long quiet() {
        return quiet.look(agent -> true);
    }

    Mailbox.Scheduler scheduler(boolean blocking) {
        return blocking || conductor.conducts() ? virtual : loops;
    }

    List<LiveAgent> agents() {
        return new ArrayList<>(agents.values());
    }

    RuntimeOptions options() {
        return options;
    }

    /** What stands around executions and before handlers. */
    Interceptors interceptors() {
        return interceptors;
    }

    Conductor conductor() {
        return conductor;
    }

    Reports reports() {
        return reports;
    }

    Signals signals() {
        return signals;
    }

    Executions executions() {
        return executions;
    }

    Ticker ticker() {
        return ticker;
    }

    MessageBus bus() {
        return bus;
    }

    /** What pauses between attempts are spread by. */
    RandomGenerator random() {
        return random;
    }

    Timer timer() {
        return timer;
    }

    Turns turns() {
        return turns;
    }

    Calls calls() {
        return calls;
    }

    boolean isClosed() {
        return closed;
    }

    /** From now on nothing is published. */
    void refuse() {
        closed = true;
    }

    @Override
    public void close() {
        closed = true;
        timer.close();
        delays.close();
        agents.values().forEach(LiveAgent::close);
        agents.values().forEach(a -> a.everySubscription().forEach(LiveSubscription::close));
        loops.close();
        ticker.close();
        rewired.close();
    }
}
