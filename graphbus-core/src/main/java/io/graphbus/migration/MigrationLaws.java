package io.graphbus.migration;

import io.graphbus.migration.MigrationPath.Step;
import io.graphbus.migration.Trial.Breach;
import io.graphbus.migration.sample.Instances;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaValidator;
import io.graphbus.schema.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tries migrations on values: given ones and such as are made from the schema. A result is valid,
 * the input stays as it is, the same gives the same, there and back again brings back all that is
 * not declared lost, two ways agree, nothing is thrown and everything ends. Usable from any thread.
 */
public final class MigrationLaws {

    private static final int INSTANCES = 60;
    private static final long SEED = 20_240_229;
    private static final int SHOWN = 500;

    private final Duration limit;

    /**
     * @param limit how long a migration may take for one value
     */
    public MigrationLaws(Duration limit) {
        this.limit = limit;
    }

    /**
     * The data of one version.
     *
     * @param samples that are known, such as recorded ones; those that are not valid do not count
     */
    public record Data(Schema schema, List<JsonNode> samples) {

        public Data {
            samples = List.copyOf(samples);
        }

        List<JsonNode> values() {
            SchemaValidator validator = SchemaValidator.alone(schema);
            return Stream.concat(
                            samples.stream().filter(validator::accepts),
                            schema.equals(Schema.ANY)
                                    ? Stream.empty()
                                    : Instances.of(schema, INSTANCES, SEED).stream())
                    .sorted(Comparator.comparingInt(value -> value.toString().length()))
                    .toList();
        }
    }

    /**
     * Each law that a migration breaks, with the smallest value that shows it.
     *
     * @param from data of the version that it comes from
     * @param to data of the version that it leads to
     */
    public List<Problem> broken(Migration migration, Data from, Data to) {
        SchemaValidator source = SchemaValidator.alone(from.schema());
        SchemaValidator target = SchemaValidator.alone(to.schema());
        boolean reversible = migration.isReversible();
        Trial there =
                new Trial(
                        migration::forward,
                        reversible ? data -> back(migration, data) : null,
                        source,
                        target,
                        migration.loss().forward());
        List<Problem> broken = new ArrayList<>(tried(migration, "forward", there, from.values()));
        if (reversible) {
            Trial back =
                    new Trial(
                            data -> back(migration, data),
                            migration::forward,
                            target,
                            source,
                            migration.loss().backward());
            broken.addAll(tried(migration, "backward", back, to.values()));
        }
        return broken;
    }

    /**
     * Whether what is done to each value gives what a schema accepts, changes nothing that it is
     * given, and ends.
     */
    public boolean holds(UnaryOperator<JsonNode> way, List<JsonNode> values, Schema accepted) {
        SchemaValidator target = SchemaValidator.alone(accepted);
        Trial there = new Trial(way, null, target, target, List.of());
        try (TimeLimit time = new TimeLimit(limit)) {
            return values.stream().allMatch(value -> ask(time, there::on, value).isEmpty());
        }
    }

    private static JsonNode back(Migration migration, JsonNode data) {
        return migration.backward(data).orElseThrow();
    }

    private List<Problem> tried(
            Migration migration, String way, Trial trial, List<JsonNode> values) {
        return tried(migration, way, value -> trial.on(value), values);
    }

    /** Tells whether a value breaks a law. */
    private interface Question {
        Optional<Breach> on(JsonNode value);
    }

    private List<Problem> tried(
            Migration migration, String way, Question question, List<JsonNode> values) {
        Map<Law, Problem> broken = new EnumMap<>(Law.class);
        try (TimeLimit time = new TimeLimit(limit)) {
            for (JsonNode value : values) {
                Optional<Breach> breach = ask(time, question, value);
                breach.ifPresent(
                        b -> broken.putIfAbsent(b.law(), problem(migration, way, b, value)));
                if (breach.filter(b -> b.law() == Law.ENDS).isPresent()) {
                    break;
                }
            }
        }
        return List.copyOf(broken.values());
    }

    private Optional<Breach> ask(TimeLimit time, Question question, JsonNode value) {
        try {
            return time.run(() -> question.on(value.deepCopy()));
        } catch (TimeoutException e) {
            return Optional.of(Breach.at(Law.ENDS, "", "it took longer than " + limit));
        } catch (ExecutionException e) {
            return Optional.of(thrown(e.getCause()));
        }
    }

    private static Breach thrown(@Nullable Throwable cause) {
        if (cause instanceof GraphBusException known && !known.problem().violations().isEmpty()) {
            return new Breach(Law.TOTAL, known.problem().violations());
        }
        return Breach.at(Law.TOTAL, "", String.valueOf(cause));
    }

    private static Problem problem(Migration migration, String way, Breach breach, JsonNode value) {
        Violation first = breach.places().getFirst();
        String at = first.path().isEmpty() ? "" : first.path() + ": ";
        String text = value.toString();
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + " ..." : text;
        return Problem.of(
                        ProblemCode.MIGRATION_LAW_BROKEN,
                        migration.id().text(),
                        way
                                + ", "
                                + breach.law().words()
                                + " for "
                                + shown
                                + ": "
                                + at
                                + first.message(),
                        breach.law().hint())
                .with(breach.places());
    }

    /**
     * Each migration that does not give what another way between its versions gives, where there is
     * one; what any of them loses does not count.
     *
     * @param data of the versions; those that have none are not tried
     */
    public List<Problem> disagreements(
            MigrationPaths paths, List<? extends Migration> migrations, Map<Version, Data> data) {
        List<Problem> broken = new ArrayList<>();
        for (Migration direct : migrations) {
            MigrationId id = direct.id();
            Data from = data.get(id.from());
            Optional<MigrationPath> other = paths.findWithout(direct, id.from(), id.to());
            if (from != null && other.isPresent()) {
                broken.addAll(
                        tried(
                                direct,
                                "compared with " + other.get(),
                                value -> disagreement(direct, other.get(), value),
                                from.values()));
            }
        }
        return broken;
    }

    private static Optional<Breach> disagreement(
            Migration direct, MigrationPath path, JsonNode value) {
        List<String> lost =
                Stream.concat(
                                direct.loss().forward().stream(),
                                path.steps().stream().map(Step::lost).flatMap(List::stream))
                        .toList();
        JsonNode other = path.apply(value.deepCopy());
        JsonNode one = direct.forward(value);
        return Difference.between(other, one, lost)
                .map(at -> Breach.at(Law.AGREES, at, Trial.words(other, one, at)));
    }
}
