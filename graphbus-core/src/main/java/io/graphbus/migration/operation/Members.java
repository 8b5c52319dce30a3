package io.graphbus.migration.operation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Members more and members less. */
final class Members {

    private Members() {}

    /** A new member of an object that is there; undone by dropping it. */
    record Add(Pointer path, JsonNode value) implements Operation {

        @Override
        public void apply(ObjectNode root) {
            ObjectNode holder = path.holder(root);
            if (holder != null && path.get(root) == null) {
                holder.set(path.last(), value.deepCopy());
            }
        }

        @Override
        public Optional<Operation> inverse() {
            return Optional.of(new Drop(path, value, false));
        }

        @Override
        public List<String> loss() {
            return List.of();
        }

        @Override
        public List<String> origins(Pointer place) {
            return place.isWithin(path) ? List.of() : List.of(place.text());
        }

        @Override
        public List<Pointer> creates() {
            return List.of(path);
        }
    }

    /** A value for a member that may be absent; whether it was is lost. */
    record Fill(Pointer path, JsonNode value) implements Operation {

        @Override
        public void apply(ObjectNode root) {
            ObjectNode holder = path.holder(root);
            if (holder != null && path.get(root) == null) {
                holder.set(path.last(), value.deepCopy());
            }
        }

        @Override
        public Optional<Operation> inverse() {
            return Optional.of(new Keep());
        }

        @Override
        public List<String> loss() {
            return List.of(path.text());
        }

        @Override
        public List<Pointer> reads() {
            return List.of(path);
        }
    }

    /**
     * A member less.
     *
     * @param restore what stands in its place when this is undone
     * @param optional whether undoing can do without
     */
    record Drop(Pointer path, @Nullable JsonNode restore, boolean optional) implements Operation {

        @Override
        public void apply(ObjectNode root) {
            path.take(root);
        }

        @Override
        public Optional<Operation> inverse() {
            if (restore != null) {
                return Optional.of(new Add(path, restore));
            }
            return optional ? Optional.of(new Keep()) : Optional.empty();
        }

        @Override
        public List<String> loss() {
            return List.of(path.text());
        }

        @Override
        public List<Pointer> reads() {
            return List.of(path);
        }

        @Override
        public List<Pointer> removes() {
            return List.of(path);
        }
    }

    /** Nothing: what undoes a change that needs no undoing. */
    record Keep() implements Operation {

        @Override
        public void apply(ObjectNode root) {
            // all stays as it is
        }

        @Override
        public Optional<Operation> inverse() {
            return Optional.of(this);
        }

        @Override
        public List<String> loss() {
            return List.of();
        }
    }
}
