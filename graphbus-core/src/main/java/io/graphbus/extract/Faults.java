package io.graphbus.extract;

import io.graphbus.check.SchemaPaths;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Schema;
import io.graphbus.source.AgentMethods.Member;
import io.graphbus.source.SourceIndex;
import io.graphbus.source.SourceIndex.Place;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with one agent, each with the place where it stands. */
final class Faults {

    private final Class<?> type;
    private final String agent;
    private final SourceIndex sources;
    private final List<Problem> problems;

    Faults(Class<?> type, String agent, SourceIndex sources, List<Problem> problems) {
        this.type = type;
        this.agent = agent;
        this.sources = sources;
        this.problems = problems;
    }

    /** A fault of the class. */
    void add(ProblemCode code, String message, String hint) {
        problems.add(Problem.of(code, place(), message, hint));
    }

    /** A fault of a method. */
    void add(ProblemCode code, Member member, String message, String hint) {
        problems.add(Problem.of(code, where(member), message, hint));
    }

    /** A fault at a place that is known already. */
    void addAt(ProblemCode code, String where, String message, String hint) {
        problems.add(Problem.of(code, where, message, hint));
    }

    /** A fault of what an annotation says. */
    void add(ProblemCode code, Spot spot, String message, String hint) {
        problems.add(Problem.of(code, where(spot), message, hint));
    }

    /** A fault of a member of some class, such as a record's component. */
    void add(ProblemCode code, Class<?> owner, String member, String message, String hint) {
        String where =
                (code == ProblemCode.INVALID_DEFAULT
                                ? sources.mark(owner.getName(), member, "Default", "value", "")
                                : Optional.<Place>empty())
                        .or(() -> sources.member(owner.getName(), member))
                        .map(Place::toString)
                        .orElse(owner.getName() + "." + member);
        problems.add(Problem.of(code, where, message, hint));
    }

    /**
     * What an annotation says in one of its elements.
     *
     * @param member {@code null} for the class
     */
    record Spot(@Nullable Member member, String annotation, String element, String value) {}

    /** The value itself, where it can be found, otherwise what it stands on. */
    String where(Spot spot) {
        Member member = spot.member();
        String owner =
                member == null ? type.getName() : member.method().getDeclaringClass().getName();
        String name = member == null ? "" : member.name();
        return sources.mark(owner, name, spot.annotation(), spot.element(), spot.value())
                .map(Place::toString)
                .orElseGet(() -> where(member));
    }

    /** The constructor, when it is the only one, otherwise the class. */
    String constructor() {
        Constructor<?>[] all = type.getDeclaredConstructors();
        return (all.length == 1 ? sources.constructor(all[0]) : Optional.<Place>empty())
                .map(Place::toString)
                .orElseGet(() -> place());
    }

    /** Where the class has the member from, for problems that are found later. */
    void inherits(Member member) {
        sources.inherits(type.getName(), member.name(), member.method().getDeclaringClass());
    }

    /** {@code file:line:column} where it is known, otherwise agent and method. */
    String where(@Nullable Member member) {
        if (member == null) {
            return place();
        }
        return sources.method(member.method())
                .map(Place::toString)
                .orElse(agent + "." + member.name());
    }

    /** The class's declaration. */
    String place() {
        return sources.type(type).map(Place::toString).orElse(agent);
    }

    int line(Member member) {
        return sources.method(member.method()).map(SourceIndex.Place::line).orElse(0);
    }

    /** Whether a topic to publish to is well-formed. */
    boolean checkTopic(String topic, @Nullable Member member) {
        boolean fine = TopicPattern.isTopic(topic);
        if (!fine) {
            reportTopic(
                    topic,
                    new Spot(member, "Publishes", "value", topic),
                    TopicPattern.isPattern(topic));
        }
        return fine;
    }

    /** Whether a topic or pattern to subscribe to is well-formed. */
    boolean checkPattern(String topic, Member member) {
        boolean fine = TopicPattern.isPattern(topic);
        if (!fine) {
            reportTopic(topic, new Spot(member, "Subscribes", "value", topic), false);
        }
        return fine;
    }

    private void reportTopic(String topic, Spot spot, boolean pattern) {
        String message =
                pattern
                        ? "\"" + topic + "\" is a pattern; events are published to one topic"
                        : "\"" + topic + "\" is not a topic";
        String hint =
                "Topics look like /Order/Created: segments of letters, digits, _, . and -, at most"
                        + " 255 characters; only subscriptions may use * and a final **.";
        add(ProblemCode.INVALID_TOPIC, spot, message, hint);
    }

    /** Whether the text is empty or a JSON Pointer. */
    boolean checkPointer(String pointer, Member member, String annotation) {
        boolean fine =
                pointer.isEmpty()
                        || (pointer.startsWith("/") && !pointer.matches(".*~([^01].*|$)"));
        if (!fine) {
            add(
                    ProblemCode.INVALID_KEY,
                    new Spot(member, annotation, "key", pointer),
                    "the key \"" + pointer + "\" is not a JSON Pointer",
                    "Write it like /orderId or /customer/id.");
        }
        return fine;
    }

    /** Whether the pointer leads to something in what is sent. */
    boolean checkKey(String pointer, Schema payload, Member member) {
        Optional<String> fault =
                pointer.isEmpty() ? Optional.empty() : SchemaPaths.fault(payload, pointer);
        fault.ifPresent(
                f ->
                        add(
                                ProblemCode.INVALID_KEY,
                                new Spot(member, "Publishes", "key", pointer),
                                "the key \"" + pointer + "\" leads nowhere: " + f,
                                "Name a member of what is published, such as /orderId."));
        return fault.isEmpty();
    }
}
