package io.graphbus.cli.repl;

import io.graphbus.GraphBus;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.system.MethodName;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
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
        Words words = Words.of(rest);
        MethodName name = MethodName.parse(words.first());
        String result = bus.callJson(name.agent(), name.method(), words.json());
        JsonNode json = Documents.parse("result", result);
        return Answer.of(json, console -> console.json(json));
    }

    Answer publish(String rest) {
        Words words = Words.of(rest);
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
