package io.graphbus.compat;

import io.graphbus.compat.formula.Literal;
import io.graphbus.compat.formula.SchemaReader;
import io.graphbus.compat.formula.Term;
import io.graphbus.compat.formula.Terms;
import io.graphbus.compat.solve.Outcome;
import io.graphbus.compat.solve.Solver;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaDialect;
import io.graphbus.schema.SchemaValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether a reader accepts whatever a writer writes. {@code COMPATIBLE} is proved: no value can
 * fulfil the writer's schema and break the reader's. {@code INCOMPATIBLE} comes with a value that a
 * validator, which knows nothing of the proof, accepts on one side and refuses on the other. Ends
 * after a number of steps, with {@code INDETERMINATE}.
 */
public final class Compatibility {

    /** What a limitation says of a schema that is none. */
    public static final String INVALID_SCHEMA = "INVALID_SCHEMA";

    private static final int STEPS = 20_000;

    private final JsonNode writer;
    private final JsonNode reader;
    private final SchemaValidator accepts;
    private final SchemaValidator refuses;

    private Compatibility(JsonNode writer, JsonNode reader) {
        this.writer = writer;
        this.reader = reader;
        this.accepts = SchemaValidator.alone(new Schema(writer));
        this.refuses = SchemaValidator.alone(new Schema(reader));
    }

    /**
     * Compares two schemas; what is no schema gives {@code INDETERMINATE} with the limitation
     * {@link #INVALID_SCHEMA}.
     */
    public static Check check(JsonNode writer, JsonNode reader, Mode mode) {
        List<Finding> invalid = new ArrayList<>(invalid("writer", writer));
        invalid.addAll(invalid("reader", reader));
        if (!invalid.isEmpty()) {
            return new Check(Verdict.INDETERMINATE, null, invalid, List.of(INVALID_SCHEMA));
        }
        try {
            return new Compatibility(writer, reader).check(mode);
        } catch (StackOverflowError e) {
            return undecided("the schemas are nested too deeply");
        }
    }

    private static List<Finding> invalid(String side, JsonNode schema) {
        return SchemaDialect.faults(schema).stream()
                .map(
                        fault ->
                                new Finding(
                                        INVALID_SCHEMA,
                                        fault.path(),
                                        side + ": " + fault.message()))
                .toList();
    }

    /** The schema of what a writer writes: nothing beside the properties that it declares. */
    public static JsonNode written(JsonNode schema) {
        return Roles.close(schema).schema();
    }

    /**
     * Refuses what is no schema.
     *
     * @param where what it is, for the problem {@code INVALID_SCHEMA} that names each fault's place
     */
    public static void requireSchema(String where, JsonNode document) {
        List<Violation> faults = SchemaDialect.faults(document);
        if (!faults.isEmpty()) {
            throw Problem.of(
                            ProblemCode.INVALID_SCHEMA,
                            where,
                            where + " is not a JSON Schema.",
                            "Mend what stands at these places; the dialect is 2020-12 unless"
                                    + " $schema names another.")
                    .with(faults)
                    .toException();
        }
    }

    private Check check(Mode mode) {
        if (mode == Mode.LITERAL) {
            return answer(writer, List.of());
        }
        Roles.Closed closed = Roles.close(writer);
        Check check = answer(closed.schema(), closed.places());
        if (check.verdict() != Verdict.COMPATIBLE
                || closed.places().isEmpty()
                || answer(writer, List.of()).verdict() == Verdict.COMPATIBLE) {
            return check;
        }
        List<String> assumed =
                closed.places().stream()
                        .map(at -> "assumes producer emits only declared properties at " + at)
                        .toList();
        return new Check(check.verdict(), null, check.findings(), assumed);
    }

    /**
     * The answer for a writer that may be closed.
     *
     * @param places where it was closed, which means that what it says counts as well as before
     */
    private Check answer(JsonNode written, List<String> places) {
        SchemaValidator closed =
                places.isEmpty() ? accepts : SchemaValidator.alone(new Schema(written));
        Terms terms = new Terms();
        Term whole = SchemaReader.read(terms, writer);
        Term read = SchemaReader.read(terms, reader);
        if (whole.equals(read)) {
            return new Check(Verdict.COMPATIBLE, null, Formats.compare(writer, reader), List.of());
        }
        List<Literal> goal = new ArrayList<>();
        goal.add(SchemaReader.read(terms, written).holds());
        if (!places.isEmpty() && hasOneOf(writer)) {
            goal.add(whole.holds());
        }
        goal.add(read.fails());
        Outcome outcome = new Solver(terms, STEPS).solve(goal, value -> proves(value, closed));
        if (outcome.isNone()) {
            return new Check(Verdict.COMPATIBLE, null, Formats.compare(writer, reader), List.of());
        }
        Optional<JsonNode> witness = outcome.candidate();
        if (witness.isEmpty()) {
            return undecided("neither a proof nor a counter-example was found");
        }
        JsonNode small = Shrinker.shrink(witness.get(), value -> proves(value, closed));
        return new Check(Verdict.INCOMPATIBLE, small, findings(small), List.of());
    }

    private static Check undecided(String why) {
        return new Check(Verdict.INDETERMINATE, null, List.of(), List.of(why));
    }

    private static boolean hasOneOf(JsonNode schema) {
        return schema.has("oneOf") || schema.valueStream().anyMatch(Compatibility::hasOneOf);
    }

    private boolean proves(@Nullable JsonNode value, SchemaValidator closed) {
        return value != null
                && accepts.acceptsAsIs(value)
                && closed.acceptsAsIs(value)
                && !refuses.acceptsAsIs(value);
    }

    private List<Finding> findings(JsonNode witness) {
        return refuses.faults(witness).stream()
                .map(fault -> new Finding(code(fault.keyword()), fault.path(), fault.message()))
                .toList();
    }

    /** {@code minLength} becomes {@code MIN_LENGTH}. */
    private static String code(String keyword) {
        return keyword.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }
}
