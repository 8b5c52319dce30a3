package io.graphbus.cli.generate;

import io.graphbus.cli.generate.AgentPlan.Handler;
import io.graphbus.cli.generate.AgentPlan.Operation;
import io.graphbus.cli.generate.AgentPlan.Output;
import io.graphbus.model.TopicPattern;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides which handler and which method takes, makes and publishes what. Used once. */
final class Planner {

    private final AgentRequest request;
    private final KnownGraph known;
    private final Predicate<String> exists;
    private final PayloadTypes types;
    private final Map<String, Payload> payloads = new HashMap<>();
    private final List<String> records = new ArrayList<>();
    private final String packageName;

    /**
     * Prepares.
     *
     * @param exists whether a class of that name stands in the package already
     */
    Planner(AgentRequest request, KnownGraph known, String packageName, Predicate<String> exists) {
        this.request = request;
        this.known = known;
        this.packageName = packageName;
        this.exists = exists;
        this.types = new PayloadTypes(packageName, request.name());
    }

    AgentPlan plan() {
        Deque<String> topics = new ArrayDeque<>(request.publishes());
        List<Operation> operations = new ArrayList<>();
        for (String method : request.methods()) {
            operations.add(new Operation(method, output(topics.poll())));
        }
        List<Handler> handlers = handlers(topics);
        Set<String> taken = new HashSet<>(request.methods());
        handlers.forEach(handler -> taken.add(handler.method()));
        for (String topic : topics) {
            String name = "publish" + Names.type(topic);
            String free = taken.add(name) ? name : name + "Event";
            operations.add(new Operation(free, output(topic)));
        }
        return new AgentPlan(
                packageName,
                request.name(),
                handlers,
                operations,
                request.state(),
                new TreeSet<>(types.imports()),
                records);
    }

    /** Handlers publish what is left, unless they would hear themselves. */
    private List<Handler> handlers(Deque<String> topics) {
        List<Handler> handlers = new ArrayList<>();
        Set<String> names = new HashSet<>(request.methods());
        Set<String> ids = new HashSet<>();
        for (String topic : request.subscribes()) {
            Payload payload = TopicPattern.isTopic(topic) ? payload(topic) : null;
            Output output = null;
            Optional<String> next =
                    topics.stream().filter(t -> isFresh(t) && !isHeard(t)).findFirst();
            if (next.isPresent()) {
                topics.remove(next.get());
                output = output(next.get());
            }
            String method = free(Names.handler(topic), names);
            String id = free(Names.subscription(topic), ids);
            handlers.add(new Handler(topic, id, method, payload, output));
        }
        return handlers;
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + i;
        }
        return free;
    }

    private boolean isHeard(String topic) {
        return request.subscribes().stream()
                .anyMatch(pattern -> new TopicPattern(pattern).matches(topic));
    }

    private boolean isFresh(String topic) {
        return known.payload(topic).isEmpty();
    }

    private @Nullable Output output(@Nullable String topic) {
        if (topic == null) {
            return null;
        }
        Payload payload = payload(topic);
        if (payload == null) {
            throw types.hidden(topic);
        }
        return new Output(topic, payload);
    }

    /** {@code null} when there is a type that cannot be used from here. */
    private @Nullable Payload payload(String topic) {
        if (payloads.containsKey(topic)) {
            return payloads.get(topic);
        }
        Optional<Type> type = known.payload(topic);
        Payload payload =
                type.isPresent() ? types.known(type.get()).orElse(null) : fresh(Names.type(topic));
        if (payload != null) {
            payloads.put(topic, payload);
        }
        return payload;
    }

    private Payload fresh(String name) {
        String base = Character.isDigit(name.charAt(0)) ? "Topic" + name : name;
        String free = base;
        for (int i = 1; isUsed(free); i++) {
            free = base + "Payload" + (i == 1 ? "" : i);
        }
        records.add(free);
        return Payload.fresh(free);
    }

    private boolean isUsed(String type) {
        return Names.isTaken(type)
                || exists.test(type)
                || records.contains(type)
                || type.equals(request.name())
                || types.uses(type)
                || request.methods().stream()
                        .anyMatch(m -> type.equals(Names.capitalised(m) + "Result"));
    }
}
