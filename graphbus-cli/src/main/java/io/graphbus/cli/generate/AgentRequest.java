package io.graphbus.cli.generate;

import io.graphbus.model.TopicPattern;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * What was asked for.
 *
 * @param subscribes topics and patterns, each once
 * @param publishes topics, each once
 */
record AgentRequest(
        String name,
        List<String> subscribes,
        List<String> publishes,
        List<String> methods,
        boolean state) {

    private static final String TOPIC_HINT =
            "Write /Segment/Segment of letters, digits, _, . and -, such as /Order/Created.";

    /** Methods that each class or each stateful agent has. */
    private static final Set<String> INHERITED =
            Stream.concat(
                            Arrays.stream(Object.class.getDeclaredMethods()).map(m -> m.getName()),
                            Stream.of("captureState", "restoreState"))
                    .collect(Collectors.toUnmodifiableSet());

    AgentRequest {
        subscribes = subscribes.stream().distinct().toList();
        publishes = publishes.stream().distinct().toList();
        boolean silent = subscribes.isEmpty() && publishes.isEmpty() && methods.isEmpty();
        methods = silent ? List.of("process") : List.copyOf(methods);
    }

    /**
     * Looks at every name.
     *
     * @throws GraphBusException with all that is wrong
     */
    void check() {
        List<Problem> problems = new ArrayList<>();
        checkName(problems);
        subscribes.stream()
                .filter(topic -> !TopicPattern.isPattern(topic))
                .forEach(topic -> problems.add(badTopic("--subscribes", topic)));
        publishes.stream()
                .filter(topic -> !TopicPattern.isTopic(topic))
                .forEach(topic -> problems.add(badTopic("--publishes", topic)));
        checkMethods(problems);
        if (!problems.isEmpty()) {
            throw new GraphBusException(problems, null);
        }
    }

    private void checkName(List<Problem> problems) {
        boolean isClass = SourceVersion.isName(name) && name.matches("[A-Z][A-Za-z0-9_]{0,99}");
        if (isClass && !Names.isTaken(name)) {
            return;
        }
        String nearest = Names.type(name.replaceFirst("^[^A-Za-z]+", ""));
        String other = Names.isTaken(nearest) ? nearest + "Agent" : nearest;
        String suggestion =
                other.matches("[A-Z][A-Za-z0-9]{0,99}") ? "Did you mean " + other + "? " : "";
        problems.add(
                usage(
                        name,
                        "\"" + name + "\" cannot be the name of an agent's class",
                        suggestion
                                + "A capital comes first, then letters, digits and _; names of"
                                + " GraphBus and java.lang are taken."));
    }

    private void checkMethods(List<Problem> problems) {
        Set<String> names = new HashSet<>();
        subscribes.forEach(topic -> names.add(Names.handler(topic)));
        for (String method : methods) {
            boolean isName =
                    SourceVersion.isName(method) && method.matches("[A-Za-z_][A-Za-z0-9_]*");
            if (!isName || INHERITED.contains(method)) {
                problems.add(
                        usage(
                                "--method",
                                "\"" + method + "\" cannot be the name of a method",
                                "Write a Java name such as process, that Object has not."));
            } else if (!names.add(method)) {
                problems.add(
                        usage(
                                "--method",
                                "There would be two methods " + method,
                                "Callers name methods, so give each its own name."));
            }
        }
    }

    private static Problem badTopic(String option, String topic) {
        String meant = "/" + topic.replaceAll("[^A-Za-z0-9_./-]+", "-").replaceAll("^/+|/+$", "");
        boolean wild = TopicPattern.isPattern(topic);
        String suggestion =
                !wild && TopicPattern.isTopic(meant) ? "Did you mean " + meant + "? " : "";
        String message =
                wild
                        ? "Nothing can be published to a pattern: " + topic
                        : "\"" + topic + "\" is not a topic";
        return usage(option, message, suggestion + TOPIC_HINT);
    }

    private static Problem usage(String where, String message, String hint) {
        return Problem.of(ProblemCode.USAGE, where, message, hint);
    }
}
