package io.graphbus.runtime;

import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import io.graphbus.bus.Envelope;
import io.graphbus.filter.EventVariables;
import io.graphbus.filter.Filter;
import io.graphbus.gate.Interceptors;
import io.graphbus.gate.ReadEvent;
import io.graphbus.gate.Reading;
import io.graphbus.invoke.Invoker;
import io.graphbus.invoke.Methods;
import io.graphbus.invoke.Payloads;
import io.graphbus.invoke.Tally;
import io.graphbus.mailbox.Mailbox;
import io.graphbus.model.Subscription;
import io.graphbus.model.TopicPattern;
import io.graphbus.retry.Retried;
import io.graphbus.retry.Retries;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.retry.Setbacks;
import io.graphbus.runtime.RuntimeStats.SubscriptionStats;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A subscription of a live agent: what its handler wants, and how it has fared. */
final class LiveSubscription implements Retried {

    private static final Logger log = LoggerFactory.getLogger(LiveSubscription.class);
    private static final @Nullable Object[] NOTHING = {};

    /** Set before the mailboxes are opened. */
    Invoker invoker = LiveSubscription::tooEarly;

    final LiveMethod.Results results;
    private final boolean exclusive;
    private final String agent;
    private final Subscription definition;
    private final Subscription.Form form;
    private final Mailbox[] lanes;
    private Tally[] tallies;
    private final @Nullable Filter filter;
    private final Reading.Site site;
    private final @Nullable Reading reading;
    private final RetryPolicy retryPolicy;
    private final Engine engine;
    private volatile @Nullable Setbacks setbacks;
    private volatile boolean active = true;
    private volatile boolean unfit;
    private @Nullable LiveSubscription keeper;
    private long dropped;

    LiveSubscription(
            LiveAgent agent,
            Subscription definition,
            @Nullable Filter filter,
            LiveMethod.Results results,
            Engine engine) {
        this.engine = engine;
        this.retryPolicy = engine.options().retry().with(definition.retry());
        this.agent = agent.name();
        this.exclusive = agent.definition().stateful();
        this.definition = definition;
        this.results = results;
        this.form = definition.form();
        this.lanes = agent.mailboxes();
        this.tallies = LiveMethod.tallies(lanes.length);
        this.filter = filter;
        Method method = Methods.find(agent.type(), definition.handler());
        boolean wantsPayload =
                form == Subscription.Form.PAYLOAD || form == Subscription.Form.PAYLOAD_AND_EVENT;
        site =
                Interceptors.site(
                        agent.definition(),
                        definition,
                        wantsPayload ? boxed(method.getParameterTypes()[0]) : Object.class,
                        wantsPayload ? Methods.parameters(agent.type(), method)[0] : Object.class);
        reading = engine.interceptors().readings().reading(site);
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private static Object tooEarly(@Nullable Object[] arguments, @Nullable Event event) {
        throw new IllegalStateException("the agent has not been made yet");
    }

    Reading.Site site() {
        return site;
    }

    /** The event as filter and handler are to see it. */
    Event read(Envelope event) {
        return reading == null ? event : reading.read(event);
    }

    /** Refuses what the handler must not be given. */
    void admit(Event read) {
        if (reading != null) {
            reading.admit(read);
        }
    }

    /** Calls the handler with what it wants to know of an event. */
    @Nullable Object handle(Event event) throws Throwable {
        return switch (form) {
            case NONE -> invoker.invoke(NOTHING, event);
            case PAYLOAD -> invoker.invokeOne(payload(event), event);
            case EVENT -> invoker.invokeOne(event, event);
            case PAYLOAD_AND_EVENT -> invoker.invoke(new Object[] {payload(event), event}, event);
        };
    }

    private @Nullable Object payload(Event event) {
        return event instanceof Envelope published
                ? published.payloadAs(site.payloadClass(), site.payloadType())
                : ((ReadEvent) event).payloadAs(site.payloadClass(), site.payloadType());
    }

    boolean hasFilter() {
        return filter != null;
    }

    /**
     * Whether the filter lets the event pass; one that cannot be evaluated for this event does not,
     * which is reported the first time.
     */
    boolean accepts(Event event) {
        try {
            return filter == null || filter.test(new EventVariables(event, Payloads::plainOf));
        } catch (RuntimeException e) { // whatever an expression meets in a payload
            if (!unfit) {
                unfit = true;
                engine.reports().problem(Subscriptions.unfit(agent + "." + id(), event, e));
            }
            log.debug("The filter of {}.{} failed for {}", agent, handler(), event, e);
            return false;
        }
    }

    /** Counts an event that was pushed out of a full mailbox; by any thread. */
    void drop() {
        add(1);
    }

    private synchronized void add(long more) {
        if (keeper == null) {
            dropped += more;
        } else {
            keeper.add(more);
        }
    }

    synchronized long dropped() {
        return dropped;
    }

    /**
     * Takes over the counts of an ended subscription of the same agent, whose lanes' turns the
     * caller has. What still comes in for that one is counted here.
     */
    void absorb(LiveSubscription other) {
        for (int lane = 0; lane < tallies.length; lane++) {
            tallies[lane].add(other.tallies[lane]);
        }
        other.tallies = tallies;
        synchronized (other) {
            other.keeper = this;
            add(other.dropped);
        }
        other.close();
    }

    @Override
    public boolean isActive() {
        return active;
    }

    /** From now on nothing is delivered or tried again. */
    void deactivate() {
        active = false;
        for (Mailbox lane : lanes) {
            if (lane.held() > 0) {
                lane.put(new Retries.Sweep(this), Priority.NORMAL.ordinal());
            }
        }
    }

    @Override
    public RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    @Override
    public Setbacks setbacks() {
        Setbacks known = setbacks;
        return known != null ? known : makeSetbacks();
    }

    private synchronized Setbacks makeSetbacks() {
        Setbacks known = setbacks;
        if (known == null) {
            known = new Setbacks(engine.reports().log(), engine.timer(), this);
            setbacks = known;
        }
        return known;
    }

    /** Deliveries that wait for another attempt. */
    int retrying() {
        Setbacks known = setbacks;
        return known == null ? 0 : known.retrying();
    }

    /** Tells of failures that have not been told yet. */
    void close() {
        Setbacks known = setbacks;
        if (known != null) {
            known.close();
        }
    }

    Tally tally(int lane) {
        return tallies[lane];
    }

    Tally[] tallies() {
        return tallies;
    }

    long count(Tally.Outcome outcome) {
        return Tally.sum(outcome, tallies);
    }

    SubscriptionStats stats() {
        return new SubscriptionStats(
                definition.id(),
                definition.topic().text(),
                count(Tally.Outcome.SUCCEEDED),
                count(Tally.Outcome.FAILED),
                count(Tally.Outcome.DEAD),
                retrying(),
                count(Tally.Outcome.FILTERED),
                count(Tally.Outcome.EXPIRED),
                dropped(),
                Tally.latency(tallies));
    }

    @Override
    public Subscription definition() {
        return definition;
    }

    @Override
    public boolean isExclusive() {
        return exclusive;
    }

    @Override
    public String agent() {
        return agent;
    }

    @Override
    public String id() {
        return definition.id();
    }

    @Override
    public String handler() {
        return definition.handler();
    }

    @Override
    public TopicPattern topic() {
        return definition.topic();
    }

    @Override
    public Priority priority() {
        return definition.priority();
    }

    @Override
    public Mailbox[] lanes() {
        return lanes;
    }

    @Override
    public @Nullable String orderingKey(Event event) {
        String pointer = definition.key();
        return pointer == null
                ? event.key()
                : Payloads.at(reading == null ? event.payload() : reading.keyed(event), pointer);
    }
}
