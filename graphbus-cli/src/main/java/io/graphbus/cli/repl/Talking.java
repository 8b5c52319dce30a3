package io.graphbus.cli.repl;

import io.graphbus.GraphBus;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.system.Arguments;
import io.graphbus.cli.system.MethodName;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Commands that make the graph do something. */
final class Talking {

    private final GraphBus bus;

    Talking(GraphBus bus) {
        this.bus = bus;
    }

    Answer call(String rest) {
        if (rest.isEmpty()) {
            throw usage("call", "call HelloService.generateMessage {\"name\":\"Ada\"}");
        }
        Verb.Words words = Verb.Words.of(rest);
        MethodName name = named(words.first());
        String arguments = Arguments.json(bus.graph(), name, words.json());
        String result = bus.callJson(name.agent(), name.method(), arguments);
        JsonNode json = Documents.parse("result", result);
        return Answer.of(json, console -> console.json(json));
    }

    /** With what exists in the hint, when a method is not named in full. */
    private MethodName named(String text) {
        if (text.indexOf('.') > 0 && !text.endsWith(".")) {
            return MethodName.parse(text);
        }
        List<String> known =
                bus.graph().agents().stream()
                        .flatMap(a -> a.methods().stream().map(m -> a.name() + "." + m.name()))
                        .toList();
        List<String> own = known.stream().filter(m -> m.startsWith(text)).toList();
        throw Problem.of(
                        ProblemCode.USAGE,
                        text,
                        "This does not name a method",
                        Nearest.hint(text, "methods", own.isEmpty() ? known : own))
                .toException();
    }

    Answer publish(String rest) {
        Verb.Words words = Verb.Words.of(rest);
        if (words.rest().isEmpty()) {
            throw usage("publish", "publish /Hello/MessageGenerated {\"name\":\"Ada\"}");
        }
        Receipt receipt = bus.publish(Publish.json(words.first(), words.json()));
        return Answer.of(
                receipt.subscribers() == 0 ? "0 delivered" : "queued for " + receipt.subscribers());
    }

    private static GraphBusException usage(String verb, String example) {
        return Problem.of(
                        ProblemCode.USAGE,
                        verb,
                        "Something is missing",
                        "Write it like this: " + example)
                .toException();
    }
}
