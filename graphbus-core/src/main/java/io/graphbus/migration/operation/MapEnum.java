package io.graphbus.migration.operation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Other words for some values of a member; a value that is not named stays.
 *
 * @param otherwise what values that are not named become, if they do not stay
 * @param back the words that undo it
 */
record MapEnum(
        Pointer path,
        Map<String, String> values,
        @Nullable String otherwise,
        Map<String, String> back)
        implements Operation {

    MapEnum {
        values = Map.copyOf(values);
        back = Map.copyOf(back);
    }

    @Override
    public void apply(ObjectNode root) {
        String word = path.string(root);
        ObjectNode holder = path.holder(root);
        if (word != null && holder != null) {
            String other = values.get(word);
            if (other == null) {
                other = otherwise == null ? word : otherwise;
            }
            holder.put(path.last(), other);
        }
    }

    @Override
    public Optional<Operation> inverse() {
        return Optional.of(new MapEnum(path, back, null, values));
    }

    @Override
    public List<String> loss() {
        boolean same =
                values.entrySet().stream().allMatch(e -> undone(e.getValue()).equals(e.getKey()));
        return same && otherwise == null ? List.of() : List.of(path.text());
    }

    private String undone(String word) {
        return back.getOrDefault(word, word);
    }

    @Override
    public List<Pointer> reads() {
        return List.of(path);
    }
}
