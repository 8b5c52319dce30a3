package io.graphbus.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Random pairs of schemas, some of which are compatible by construction. {@code
 * -Dgraphbus.schema-pairs=50000} for more of them.
 */
class RandomSchemasTest {

    private static final int PAIRS = Integer.getInteger("graphbus.schema-pairs", 1000);
    private static final int VALUES = 150;

    @ParameterizedTest
    @EnumSource(Mode.class)
    void noValueContradictsAProofAndFewPairsStayOpen(Mode mode) {
        int built = 0;
        int proved = 0;
        int open = 0;
        List<String> wrong = new ArrayList<>();
        for (int seed = 0; seed < PAIRS; seed++) {
            RandomSchemas random = new RandomSchemas(seed);
            RandomSchemas.Pair pair = random.pair(1 + seed % 3);
            Check check = Compatibility.check(pair.writer(), pair.reader(), mode);
            open += check.verdict() == Verdict.INDETERMINATE ? 1 : 0;
            if (pair.compatible() && mode == Mode.LITERAL) {
                built++;
                proved += check.verdict() == Verdict.COMPATIBLE ? 1 : 0;
            }
            contradiction(pair, check, mode, random).ifPresent(wrong::add);
        }
        assertThat(wrong).isEmpty();
        assertThat(proved).isGreaterThanOrEqualTo(built * 98 / 100);
        assertThat(open).isLessThanOrEqualTo(PAIRS / 50);
    }

    private static Optional<String> contradiction(
            RandomSchemas.Pair pair, Check check, Mode mode, RandomSchemas random) {
        JsonNode written = mode == Mode.ROLES ? Roles.close(pair.writer()).schema() : pair.writer();
        var writes = SchemaValidator.alone(new Schema(written));
        var also = SchemaValidator.alone(new Schema(pair.writer()));
        var reads = SchemaValidator.alone(new Schema(pair.reader()));
        if (check.verdict() == Verdict.INCOMPATIBLE) {
            JsonNode witness = check.witness();
            boolean proves =
                    witness != null && also.acceptsAsIs(witness) && !reads.acceptsAsIs(witness);
            return proves ? Optional.empty() : Optional.of("no proof " + pair);
        }
        for (int i = 0; check.verdict() == Verdict.COMPATIBLE && i < VALUES; i++) {
            JsonNode value = random.value(3);
            if (writes.acceptsAsIs(value) && also.acceptsAsIs(value) && !reads.acceptsAsIs(value)) {
                return Optional.of(value + " contradicts " + pair);
            }
        }
        return Optional.empty();
    }
}
