package io.graphbus.runtime;

import io.graphbus.agent.Event;
import io.graphbus.bus.MessageBus;
import io.graphbus.filter.Filter;
import io.graphbus.gate.Reading;
import io.graphbus.invoke.AgentMaker;
import io.graphbus.mailbox.Mailbox;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.Subscription;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.retry.Causes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which subscriptions agents have: the declared ones, and what was added and removed while the
 * graph ran. Changes outlive a stop, so that an agent hears after a restart what it heard before.
 * One change at a time; usable from any thread.
 */
final class Subscriptions {

    /** Present subscriptions by id, of agents whose subscriptions have changed. */
    private final Map<String, Map<String, Subscription>> changed = new HashMap<>();

    private final Map<String, Filter> filters = new HashMap<>();

    /** Subscribes an agent that is about to start. */
    synchronized void wire(LiveAgent agent, Engine engine) {
        Map<String, Subscription> known = changed.get(agent.name());
        List<Subscription> present =
                known == null ? agent.definition().subscriptions() : List.copyOf(known.values());
        present.forEach(s -> agent.subscribe(s, filter(s), engine));
    }

    /**
     * Adds one.
     *
     * @param running asked while nothing else changes, so that no start is missed
     */
    synchronized Subscription add(
            Supplier<Engine> running, String agent, String pattern, String handler) {
        Engine engine = running.get();
        LiveAgent live = engine.agent(agent);
        if (!TopicPattern.isPattern(pattern)) {
            throw invalid(agent, pattern).toException();
        }
        Map<String, Subscription> present = present(live.definition());
        Subscription model = model(live.definition(), handler);
        String id = free(handler + ":" + pattern, present);
        Subscription added = model.on(new TopicPattern(pattern), id);
        live.subscribe(added, filter(added), engine);
        present.put(added.id(), added);
        changed.put(agent, present);
        return added;
    }

    /** Removes one. */
    synchronized void remove(Supplier<Engine> running, String agent, String id) {
        Engine engine = running.get();
        LiveAgent live = engine.agent(agent);
        Map<String, Subscription> present = present(live.definition());
        LiveSubscription wanted =
                live.subscriptions().stream()
                        .filter(subscription -> subscription.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> unknown(agent, id, present).toException());
        live.unsubscribe(wanted, engine);
        present.remove(id);
        changed.put(agent, present);
    }

    /** Those of an engine that take events now. */
    static List<Reading.Site> sites(Engine engine) {
        return engine.agents().stream()
                .flatMap(agent -> agent.subscriptions().stream())
                .map(LiveSubscription::site)
                .toList();
    }

    /** Compiled once for all agents of a class. */
    private @Nullable Filter filter(Subscription subscription) {
        String expression = subscription.filter();
        return expression == null ? null : filters.computeIfAbsent(expression, Filter::compile);
    }

    /**
     * Joins the counts of ended subscriptions while their agent has nothing to do; when it has,
     * another time.
     */
    static LiveSubscription[] tidy(LiveSubscription[] ended, Mailbox[] lanes) {
        int held = 0;
        try {
            while (held < lanes.length && lanes[held].tryEnter()) {
                held++;
            }
            return held < lanes.length ? ended : joined(ended);
        } finally {
            for (int lane = 0; lane < held; lane++) {
                lanes[lane].leave();
            }
        }
    }

    private static LiveSubscription[] joined(LiveSubscription[] ended) {
        List<LiveSubscription> left = new ArrayList<>();
        for (LiveSubscription one : ended) {
            if (left.isEmpty() || one.retrying() > 0) {
                left.add(one);
            } else {
                left.getFirst().absorb(one);
            }
        }
        return left.toArray(LiveSubscription[]::new);
    }

    private Map<String, Subscription> present(AgentDefinition agent) {
        Map<String, Subscription> known = changed.get(agent.name());
        if (known != null) {
            return known;
        }
        Map<String, Subscription> declared = new LinkedHashMap<>();
        agent.subscriptions().forEach(s -> declared.put(s.id(), s));
        return declared;
    }

    private static String free(String wish, Map<String, Subscription> taken) {
        String id = wish;
        for (int i = 2; taken.containsKey(id); i++) {
            id = wish + "#" + i;
        }
        return id;
    }

    /** The handler's own first subscription, or one made up for a method. */
    private static Subscription model(AgentDefinition agent, String handler) {
        Optional<Subscription> declared =
                agent.subscriptions().stream().filter(s -> s.handler().equals(handler)).findFirst();
        return declared.orElseGet(
                () ->
                        agent.method(handler)
                                .map(method -> listening(agent, method))
                                .orElseThrow(() -> unknownHandler(agent, handler).toException()));
    }

    private static Subscription listening(AgentDefinition agent, MethodDefinition method) {
        int parameters = method.parameters().size();
        if (parameters > 1) {
            throw Problem.of(
                            ProblemCode.INVALID_HANDLER,
                            agent.name() + "." + method.name(),
                            method.name() + " takes " + parameters + " parameters",
                            "A method can hear events when it takes the payload or nothing.")
                    .toException();
        }
        return Subscription.ofMethod(method);
    }

    /** What agents say they publish, and what they listen to by name, is known from the start. */
    static void declare(List<AgentMaker> makers, MessageBus bus) {
        TreeSet<String> topics = new TreeSet<>();
        for (AgentMaker maker : makers) {
            topics.addAll(maker.definition().publishes());
            maker.definition().subscriptions().stream()
                    .filter(s -> s.topic().isConcrete())
                    .forEach(s -> topics.add(s.topic().text()));
        }
        bus.topics().declare(topics);
    }

    /** A filter has met something in a payload that it cannot deal with. */
    static Problem unfit(String subscription, Event event, RuntimeException cause) {
        String why =
                cause instanceof GraphBusException known
                        ? known.problem().message()
                        : Causes.inWords(cause);
        return Problem.of(
                ProblemCode.INVALID_FILTER,
                subscription,
                "the filter cannot be evaluated for event " + event.id() + ": " + why,
                "Such events are passed over; further ones are counted but not reported. Ask for"
                        + " has(payload.x) before payload.x.");
    }

    private static Problem invalid(String agent, String pattern) {
        return Problem.of(
                ProblemCode.INVALID_TOPIC,
                agent,
                "'" + pattern + "' is neither a topic nor a pattern",
                "Write segments after slashes, such as /Order/Created, /Order/* or /Order/**.");
    }

    private static Problem unknownHandler(AgentDefinition agent, String handler) {
        return Problem.of(
                ProblemCode.UNKNOWN_METHOD,
                agent.name() + "." + handler,
                agent.name() + " has no handler or method '" + handler + "'",
                Nearest.hint(handler, "handlers and methods", agent.operations()));
    }

    private static Problem unknown(String agent, String id, Map<String, Subscription> present) {
        return Problem.of(
                ProblemCode.UNKNOWN_SUBSCRIPTION,
                agent + "." + id,
                agent + " has no subscription '" + id + "'",
                Nearest.hint(id, "subscriptions", present.keySet()));
    }
}
