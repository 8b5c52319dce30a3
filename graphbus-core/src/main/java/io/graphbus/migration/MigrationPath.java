package io.graphbus.migration;

import io.graphbus.schema.Version;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A way from one version of a subject to another, ready to be used. Immutable. */
public final class MigrationPath {

    private final Version from;
    private final Version to;
    private final List<Step> steps;
    private final UnaryOperator<JsonNode> whole;

    MigrationPath(Version from, Version to, List<Step> steps) {
        this.from = from;
        this.to = to;
        this.steps = List.copyOf(steps);
        this.whole = whole(this.steps);
    }

    /**
     * One edge of the way.
     *
     * @param migration what changes the data; {@code null} where both versions take the same
     * @param forward whether the migration is used in its own direction
     */
    public record Step(Version from, Version to, @Nullable Migration migration, boolean forward) {

        /** Whether something is lost that the migration does not give back. */
        public boolean isLossy() {
            return migration != null && !lost(migration).isEmpty();
        }

        private List<String> lost(Migration used) {
            return forward ? used.loss().forward() : used.loss().backward();
        }

        /** Pointers to what is lost. */
        public List<String> lost() {
            return migration == null ? List.of() : lost(migration);
        }

        /** Such as {@code 1.0.0 -> 2.0.0 by Billing payload:/Order/Created 1.0.0 to 2.0.0}. */
        public String words() {
            String way = from + " -> " + to;
            if (migration == null) {
                return way + " as it is";
            }
            return way
                    + (forward ? " by " : " back by ")
                    + migration.id()
                    + (lost().isEmpty() ? "" : ", losing " + String.join(", ", lost()));
        }

        JsonNode apply(JsonNode data) {
            if (migration == null) {
                return data;
            }
            return forward ? migration.forward(data) : migration.backward(data).orElseThrow();
        }
    }

    private static UnaryOperator<JsonNode> whole(List<Step> steps) {
        List<Step> changing = steps.stream().filter(s -> s.migration != null).toList();
        return switch (changing.size()) {
            case 0 -> data -> data;
            case 1 -> changing.getFirst()::apply;
            default ->
                    data -> {
                        JsonNode changed = data;
                        for (Step step : changing) {
                            changed = step.apply(changed);
                        }
                        return changed;
                    };
        };
    }

    /** The data as the version reached has it; the same node where nothing changes. */
    public JsonNode apply(JsonNode data) {
        return whole.apply(data);
    }

    public Version from() {
        return from;
    }

    public Version to() {
        return to;
    }

    public List<Step> steps() {
        return steps;
    }

    /** Whether the data stays as it is. */
    public boolean isIdentity() {
        return steps.stream().allMatch(step -> step.migration == null);
    }

    public boolean isLossy() {
        return steps.stream().anyMatch(Step::isLossy);
    }

    /** Such as {@code 1.0.0 -> 1.1.0 -> 2.0.0}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(from.text());
        steps.forEach(step -> text.append(" -> ").append(step.to.text()));
        return text.toString();
    }
}
