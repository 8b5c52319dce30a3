package io.graphbus.migration.operation;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A member elsewhere or under another name; nothing happens where there is none.
 *
 * @param prune whether objects that are left empty go as well, as this undoes their making
 */
record Move(Pointer from, Pointer to, boolean prune) implements Operation {

    @Override
    public void apply(ObjectNode root) {
        JsonNode value = from.take(root);
        if (value == null) {
            return;
        }
        if (prune) {
            from.prune(root);
        }
        to.put(root, value);
    }

    @Override
    public Optional<Operation> inverse() {
        return Optional.of(new Move(to, from, !prune));
    }

    @Override
    public List<String> loss() {
        return List.of();
    }

    @Override
    public List<String> origins(Pointer place) {
        return List.of(
                place.isWithin(to)
                        ? from.text() + place.text().substring(to.text().length())
                        : place.text());
    }

    @Override
    public List<Pointer> reads() {
        return List.of(from);
    }

    @Override
    public List<Pointer> removes() {
        return List.of(from);
    }

    @Override
    public List<Pointer> creates() {
        return List.of(to);
    }
}
