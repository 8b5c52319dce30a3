package io.graphbus.cli.repl;

import io.graphbus.GraphBus;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Console.Diversion;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Talks with a running graph until {@code exit} or the end of the input. Used by one thread. */
public final class Repl {

    private final GraphBus bus;
    private final Console console;
    private volatile boolean failed;

    public Repl(GraphBus bus, Console console) {
        this.bus = bus;
        this.console = console;
    }

    /** The conversation's exit code: 0, or 1 when a command sent through a pipe failed. */
    public int run() {
        if (console.isInteractive()) {
            converse();
            return 0;
        }
        try (Lines lines = new PipedLines(console.in())) {
            run(lines);
        }
        return failed ? 1 : 0;
    }

    private void converse() {
        try (TerminalLines lines = TerminalLines.open(bus.graph(), Verbs.NAMES, console.style());
                Diversion beside = console.divertAll(lines::beside)) {
            run(lines);
        }
    }

    void run(Lines lines) {
        Map<String, Verb> verbs = Verbs.of(bus, console, lines);
        greet();
        @Nullable String line = lines.next();
        while (line != null && !line.strip().equals("exit")) {
            if (!line.isBlank()) {
                Verb.Words words = Verb.Words.of(line);
                if (!lines.attend(() -> answer(words, verbs))) {
                    failed = true;
                    console.say("Cancelled.");
                }
            }
            line = lines.next();
        }
    }

    private void greet() {
        if (console.isInteractive()) {
            int agents = bus.graph().agents().size();
            console.say(
                    (agents == 1 ? "1 agent is running." : agents + " agents are running.")
                            + " Type 'help' for what you can say.");
        }
    }

    private void answer(Verb.Words words, Map<String, Verb> verbs) {
        try {
            Verb verb = verbs.get(words.first());
            if (verb == null) {
                throw unknown(words.first(), verbs);
            }
            console.result(verb.answer().apply(words.rest()).in(console));
        } catch (GraphBusException e) {
            failed = true;
            e.problems().forEach(console::problem);
            if (console.isVerbose() && e.getCause() != null) {
                console.trace(e);
            }
        }
    }

    private static GraphBusException unknown(String word, Map<String, Verb> verbs) {
        return Problem.of(
                        ProblemCode.USAGE,
                        word,
                        "There is no such command",
                        Nearest.hint(word, "commands", verbs.keySet()))
                .toException();
    }
}
