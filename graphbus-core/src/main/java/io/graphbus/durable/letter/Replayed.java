package io.graphbus.durable.letter;

import io.graphbus.problem.Problem;
import io.graphbus.store.log.Reader;
import java.util.List;

/**
 * What became of a wish to replay.
 *
 * @param letters that are delivered once more, now or at the rate that was asked for
 * @param already letters that were being replayed already
 * @param left letters that nobody would take; they lie still
 */
public record Replayed(int letters, int already, List<Left> left) {

    public Replayed {
        left = List.copyOf(left);
    }

    /** Letters of a subscription that is not there. */
    public record Left(Reader reader, int letters, Problem problem) {}
}
