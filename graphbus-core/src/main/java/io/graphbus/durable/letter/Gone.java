package io.graphbus.durable.letter;

import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.Reader;
import java.util.Collection;

/** Tells of letters for a subscription that is not there any more. */
final class Gone {

    private Gone() {}

    static Problem problem(Reader reader, Collection<Reader> present) {
        String hint =
                Nearest.hint(
                        reader.toString(),
                        "subscriptions",
                        present.stream().map(Reader::toString).toList());
        return Problem.of(
                ProblemCode.UNKNOWN_SUBSCRIPTION,
                reader.toString(),
                "the subscription " + reader + " is not there any more",
                "Give it back its id, or purge its letters. " + hint);
    }
}
