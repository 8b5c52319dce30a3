package io.graphbus.check;

import io.graphbus.check.Routes.Route;
import io.graphbus.model.Loops;
import io.graphbus.model.Publication;
import io.graphbus.model.Topic;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds loops of events in which one event comes back as several: a topic of the loop with two
 * handlers of the loop, or a handler that publishes to two of its topics.
 */
final class Amplification {

    private final Map<String, List<String>> next = new LinkedHashMap<>();
    private final Map<String, Route> handlers = new HashMap<>();
    private final Routes routes;
    private final Origins origins;

    /** Only what handlers declare to return counts, not what agents publish by hand. */
    Amplification(List<Topic> topics, Routes routes, Origins origins) {
        this.routes = routes;
        this.origins = origins;
        topics.forEach(topic -> add(topic.name()));
    }

    private void add(String topic) {
        List<String> takers = new ArrayList<>();
        for (Route route : routes.of(topic)) {
            String handler = route.agent().name() + "." + route.subscription().handler();
            String name = handler + "#" + route.subscription().id();
            takers.add(name);
            handlers.put(name, route);
            next.put(
                    name,
                    route.subscription().publishes().stream().map(Publication::topic).toList());
        }
        next.put(topic, takers);
    }

    List<Problem> problems() {
        return Loops.groups(next).stream().flatMap(group -> problem(group).stream()).toList();
    }

    private Optional<Problem> problem(List<String> group) {
        Set<String> inside = new HashSet<>(group);
        return group.stream()
                .sorted()
                .filter(name -> stays(name, inside).size() > 1)
                .findFirst()
                .map(name -> report(name, stays(name, inside)));
    }

    private List<String> stays(String name, Set<String> inside) {
        return next.getOrDefault(name, List.of()).stream().filter(inside::contains).toList();
    }

    private Problem report(String name, List<String> ways) {
        Route handler =
                Objects.requireNonNull(
                        handlers.get(handlers.containsKey(name) ? name : ways.get(1)));
        String message =
                handlers.containsKey(name)
                        ? shown(name) + " publishes to " + String.join(" and ", ways)
                        : name
                                + " goes to "
                                + String.join(
                                        " and ", ways.stream().map(Amplification::shown).toList());
        String where =
                handlers.containsKey(name)
                        ? origins.publishes(handler.agent(), ways.get(1))
                        : origins.of(
                                handler.agent(),
                                handler.subscription(),
                                "value",
                                handler.subscription().topic().text());
        return Problem.of(
                ProblemCode.EVENT_AMPLIFICATION,
                where,
                "in a loop of events one event becomes several: "
                        + message
                        + ", and all of them come back to "
                        + shown(name),
                "Break the loop, filter what goes around, or return null when it is done.");
    }

    private static String shown(String name) {
        return name.replaceFirst("#.*", "");
    }
}
