package io.graphbus.runtime;

import io.graphbus.chain.Lane;
import io.graphbus.filter.Filter;
import io.graphbus.invoke.AgentMaker;
import io.graphbus.invoke.ArgumentBinder;
import io.graphbus.invoke.Dispatcher;
import io.graphbus.invoke.Invocation;
import io.graphbus.invoke.Invoker;
import io.graphbus.invoke.Methods;
import io.graphbus.mailbox.Mailbox;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.Subscription;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One agent of a running graph: its lanes from the beginning, its instance and methods once it has
 * started.
 */
final class LiveAgent {

    private static final LiveSubscription[] NONE = {};

    private final AgentMaker maker;
    private final Lane[] lanes;
    private final Mailbox[] mailboxes;
    private volatile LiveSubscription[] subscriptions = NONE;
    private volatile LiveSubscription[] ended = NONE;
    private volatile @Nullable Dispatcher dispatcher;
    private volatile Map<String, LiveMethod> methods = Map.of();
    private volatile @Nullable Object instance;
    private volatile @Nullable AgentLink link;
    private volatile @Nullable Runnable afterEach;
    private volatile boolean active;

    LiveAgent(AgentMaker maker, Engine engine) {
        this.maker = maker;
        AgentDefinition definition = maker.definition();
        int count = definition.stateful() ? 1 : definition.concurrency();
        lanes = new Lane[count];
        mailboxes = new Mailbox[count];
        for (int i = 0; i < count; i++) {
            int number = i;
            lanes[i] =
                    new Lane(
                            definition.name(),
                            number,
                            lane ->
                                    new Mailbox(
                                            new LaneWorker(lane, engine),
                                            engine.scheduler(definition.blocking()),
                                            engine.options().mailboxCapacity(),
                                            engine.options().overflow()));
            mailboxes[i] = lanes[i].mailbox();
        }
    }

    /** The version that an agent writes to a topic; of those outside nothing is known. */
    static @Nullable String written(@Nullable LiveAgent agent, String topic) {
        return agent == null ? null : agent.definition().writtenVersion(topic);
    }

    /** From now on events gather for the subscription, although the agent may not be made yet. */
    synchronized void subscribe(Subscription subscription, @Nullable Filter filter, Engine engine) {
        LiveMethod.Results results =
                new LiveMethod.Results(engine, name(), subscription.publishes());
        LiveSubscription live = new LiveSubscription(this, subscription, filter, results, engine);
        Dispatcher bound = dispatcher;
        if (bound != null) {
            live.invoker = invoker(live.handler(), live.id(), bound, engine);
        }
        subscriptions = with(subscriptions, live);
        engine.bus().topics().subscribe(live);
    }

    /** From now on nothing reaches the subscription; its counts stay. */
    void unsubscribe(LiveSubscription subscription, Engine engine) {
        engine.bus().topics().unsubscribe(subscription);
        subscription.deactivate();
        ended = Subscriptions.tidy(with(ended, subscription), mailboxes);
        subscriptions =
                Arrays.stream(subscriptions)
                        .filter(Predicate.not(subscription::equals))
                        .toArray(LiveSubscription[]::new);
    }

    private static LiveSubscription[] with(LiveSubscription[] some, LiveSubscription one) {
        LiveSubscription[] more = Arrays.copyOf(some, some.length + 1);
        more[some.length] = one;
        return more;
    }

    /** Makes the instance and binds methods and handlers to it; mail does not flow yet. */
    void make(Engine engine, List<RuntimeExecutor.Hook> hooks) {
        Object made = instance(engine);
        if (!isSound(made, hooks) && maker.owned()) {
            discard();
            made = instance(engine);
            isSound(made, hooks);
        }
        for (RuntimeExecutor.Hook hook : hooks) {
            Runnable wanted = hook.afterEach(definition());
            afterEach = wanted == null ? afterEach : wanted;
        }
        Dispatcher fresh = maker.dispatcher().apply(made);
        Map<String, LiveMethod> bound = HashMap.newHashMap(definition().methods().size());
        for (MethodDefinition method : definition().methods()) {
            bound.put(method.name(), bind(method, fresh, engine));
        }
        methods = bound.isEmpty() ? Map.of() : bound;
        use(fresh, engine);
    }

    /** See {@link RuntimeExecutor#restart}; to be called while nothing of the agent runs. */
    void remake(Engine engine, Consumer<Object> restoreLast) {
        Object old = Objects.requireNonNull(instance);
        if (!maker.owned()) {
            restoreLast.accept(old);
            return;
        }
        Consumer<Object> restore = AgentMaker.handover(name(), old, restoreLast);
        AgentLink oldLink = link;
        AgentLink freshLink = new AgentLink(engine, name());
        Object made = null;
        try {
            made = maker.instance().apply(freshLink);
            Dispatcher fresh = maker.dispatcher().apply(made);
            restore.accept(made);
            instance = made;
            link = freshLink;
            use(fresh, engine);
        } catch (RuntimeException | Error e) { // user code
            freshLink.close();
            maker.close(made);
            throw e;
        }
        if (oldLink != null) {
            oldLink.close();
        }
        maker.close(old);
    }

    private Object instance(Engine engine) {
        AgentLink fresh = new AgentLink(engine, name());
        Object made = maker.instance().apply(fresh);
        link = fresh;
        instance = made;
        return made;
    }

    private boolean isSound(Object made, List<RuntimeExecutor.Hook> hooks) {
        return hooks.stream().allMatch(hook -> hook.made(definition(), made, maker.owned()));
    }

    /** Its scheduled tasks end with it. */
    private void discard() {
        AgentLink held = link;
        if (held != null) {
            held.close();
        }
        closeInstance();
    }

    private synchronized void use(Dispatcher fresh, Engine engine) {
        dispatcher = fresh;
        methods.forEach((method, live) -> live.invoker(invoker(method, null, fresh, engine)));
        for (LiveSubscription subscription : subscriptions) {
            subscription.invoker =
                    invoker(subscription.handler(), subscription.id(), fresh, engine);
        }
    }

    private LiveMethod bind(MethodDefinition method, Dispatcher dispatcher, Engine engine) {
        Method declared = Methods.find(type(), method.name());
        return new LiveMethod(
                method,
                new ArgumentBinder(name(), method, Methods.parameters(type(), declared)),
                invoker(method.name(), null, dispatcher, engine),
                new LiveMethod.Results(engine, name(), method.publishes()),
                LiveMethod.tallies(lanes.length));
    }

    private Invoker invoker(
            String method, @Nullable String subscription, Dispatcher dispatcher, Engine engine) {
        Invoker invoker =
                Invoker.of(
                        new Invocation.Site(name(), method, subscription),
                        dispatcher,
                        definition().operations().indexOf(method),
                        engine.interceptors().executions());
        Runnable after = afterEach;
        return after == null ? invoker : invoker.followedBy(after);
    }

    /** Told when something other than a method or handler was executed. */
    void executed() {
        Runnable after = afterEach;
        if (after != null) {
            after.run();
        }
    }

    /** Whether the engine made the instance and it can be closed. */
    boolean needsClosing() {
        return maker.owned() && instance instanceof AutoCloseable;
    }

    /** Closes it, once. */
    void closeInstance() {
        Object ended = instance;
        instance = null;
        maker.close(ended);
    }

    void open() {
        active = true;
        Arrays.stream(mailboxes).forEach(Mailbox::open);
    }

    /** Lets what waits be discarded; what runs goes on. */
    void shut() {
        Arrays.stream(mailboxes).forEach(Mailbox::close);
    }

    void close() {
        active = false;
        shut();
    }

    /** Events that wait for another attempt, or behind one that does. */
    int held() {
        return Arrays.stream(mailboxes).mapToInt(Mailbox::held).sum();
    }

    int waiting() {
        return Arrays.stream(mailboxes).mapToInt(Mailbox::waitingMail).sum();
    }

    boolean isBusy() {
        return !Arrays.stream(mailboxes).allMatch(Mailbox::isIdle);
    }

    AgentMaker maker() {
        return maker;
    }

    AgentDefinition definition() {
        return maker.definition();
    }

    String name() {
        return maker.definition().name();
    }

    Class<?> type() {
        return maker.type();
    }

    @Nullable Object instance() {
        return instance;
    }

    boolean isActive() {
        return active;
    }

    Lane[] lanes() {
        return lanes;
    }

    Mailbox[] mailboxes() {
        return mailboxes;
    }

    List<LiveSubscription> subscriptions() {
        return List.of(subscriptions);
    }

    /** Those that were removed while the graph ran, too. */
    List<LiveSubscription> everySubscription() {
        return Stream.of(subscriptions, ended).flatMap(Arrays::stream).distinct().toList();
    }

    Map<String, LiveMethod> methods() {
        return methods;
    }
}
