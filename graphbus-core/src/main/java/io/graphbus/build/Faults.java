package io.graphbus.build;

import io.graphbus.model.TopicPattern;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.source.AgentMethods.Member;
import io.graphbus.source.SourceIndex;
import java.util.List;
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
        problems.add(Problem.of(code, where(null), message, hint));
    }

    /** A fault of a method. */
    void add(ProblemCode code, Member member, String message, String hint) {
        problems.add(Problem.of(code, where(member), message, hint));
    }

    String agent() {
        return agent;
    }

    /** {@code file:line:column} where it is known, otherwise agent and method. */
    String where(@Nullable Member member) {
        if (member == null) {
            return sources.type(type).map(SourceIndex.Place::toString).orElse(agent);
        }
        return sources.method(member.method())
                .map(SourceIndex.Place::toString)
                .orElse(agent + "." + member.name());
    }

    int line(Member member) {
        return sources.method(member.method()).map(SourceIndex.Place::line).orElse(0);
    }

    /** Whether a topic to publish to is well-formed. */
    boolean checkTopic(String topic, @Nullable Member member) {
        boolean fine = TopicPattern.isTopic(topic);
        if (!fine) {
            reportTopic(topic, member, TopicPattern.isPattern(topic));
        }
        return fine;
    }

    /** Whether a topic or pattern to subscribe to is well-formed. */
    boolean checkPattern(String topic, Member member) {
        boolean fine = TopicPattern.isPattern(topic);
        if (!fine) {
            reportTopic(topic, member, false);
        }
        return fine;
    }

    private void reportTopic(String topic, @Nullable Member member, boolean pattern) {
        String message =
                pattern
                        ? "\"" + topic + "\" is a pattern; events are published to one topic"
                        : "\"" + topic + "\" is not a topic";
        String hint =
                "Topics look like /Order/Created: segments of letters, digits, _, . and -, at most"
                        + " 255 characters; only subscriptions may use * and a final **.";
        problems.add(Problem.of(ProblemCode.INVALID_TOPIC, where(member), message, hint));
    }

    /** Whether the text is empty or a JSON Pointer. */
    boolean checkPointer(String pointer, Member member) {
        boolean fine =
                pointer.isEmpty()
                        || (pointer.startsWith("/") && !pointer.matches(".*~([^01].*|$)"));
        if (!fine) {
            add(
                    ProblemCode.INVALID_KEY,
                    member,
                    "the key \"" + pointer + "\" is not a JSON Pointer",
                    "Write it like /orderId or /customer/id.");
        }
        return fine;
    }
}
