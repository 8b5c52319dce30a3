package io.graphbus.cli.repl;

import io.graphbus.GraphBus;
import io.graphbus.cli.output.Console;
import io.graphbus.model.Topic;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.signal.EngineSignal.EventPublished;
import io.graphbus.signal.SignalListener;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Shows events as they come, until a key is pressed. */
final class Watching {

    private final GraphBus bus;
    private final Console console;
    private final Lines lines;

    Watching(GraphBus bus, Console console, Lines lines) {
        this.bus = bus;
        this.console = console;
        this.lines = lines;
    }

    Answer watch(String rest) {
        if (!console.isInteractive()) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "watch",
                            "Watching needs a terminal, since a key ends it",
                            "Use 'history', or GET /api/v1/events/stream of 'graphbus serve'.")
                    .toException();
        }
        TopicPattern pattern = pattern(rest);
        AtomicLong seen = new AtomicLong();
        console.say("Watching " + pattern + "; any key stops." + unknown(pattern));
        try (var watch = bus.watch(listener(pattern, seen))) {
            boolean stopped = false;
            while (!stopped) {
                stopped = lines.keyPressed();
            }
        }
        return Answer.of(seen + (seen.get() == 1 ? " event" : " events"));
    }

    /** Watching what nobody publishes is allowed, but perhaps a slip. */
    private String unknown(TopicPattern pattern) {
        List<String> topics = bus.graph().topics().stream().map(Topic::name).toList();
        return topics.stream().anyMatch(pattern::matches)
                ? ""
                : " No topic of the graph is like that: "
                        + Nearest.hint(pattern.text(), "topics", topics);
    }

    private SignalListener<EventPublished> listener(TopicPattern pattern, AtomicLong seen) {
        return SignalListener.of(
                EventPublished.class,
                published -> {
                    if (pattern.matches(published.event().topic())) {
                        seen.incrementAndGet();
                        console.result(EventView.line(bus, published.event(), console.style()));
                    }
                });
    }

    private static TopicPattern pattern(String text) {
        if (text.isEmpty()) {
            return new TopicPattern("/**");
        }
        if (!TopicPattern.isPattern(text)) {
            throw Problem.of(
                            ProblemCode.INVALID_TOPIC,
                            text,
                            "This is not a topic or pattern",
                            "Write it like /Order/Created, /Order/* or /Order/**.")
                    .toException();
        }
        return new TopicPattern(text);
    }
}
