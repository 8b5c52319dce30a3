package io.graphbus.migration.operation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value of another type.
 *
 * @param otherwise what a value becomes that has no form in the other type
 */
record Convert(Pointer path, Scalar from, Scalar to, @Nullable JsonNode otherwise)
        implements Operation {

    @Override
    public void apply(ObjectNode root) {
        JsonNode value = path.get(root);
        ObjectNode holder = path.holder(root);
        if (value == null || holder == null) {
            return;
        }
        JsonNode other = from.has(value) ? from.to(to, value) : null;
        if (other == null) {
            other = otherwise == null ? null : otherwise.deepCopy();
        }
        if (other == null) {
            throw new MisfitException(
                    path, value + " as " + from.word() + " has no form as " + to.word());
        }
        holder.set(path.last(), other);
    }

    @Override
    public Optional<Operation> inverse() {
        return Optional.of(new Convert(path, to, from, null));
    }

    @Override
    public List<String> loss() {
        return from.isKeptBy(to) && otherwise == null ? List.of() : List.of(path.text());
    }

    @Override
    public List<Pointer> reads() {
        return List.of(path);
    }
}
