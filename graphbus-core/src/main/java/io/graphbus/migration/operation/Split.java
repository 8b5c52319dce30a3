package io.graphbus.migration.operation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * One text taken apart into several members.
 *
 * @param missing what a part becomes that the text does not have; absent if there is none
 */
record Split(Pointer path, Template template, @Nullable String missing) implements Operation {

    @Override
    public void apply(ObjectNode root) {
        String text = path.string(root);
        if (text == null) {
            return;
        }
        path.take(root);
        List<String> found = template.split(path, text);
        for (int i = 0; i < template.parts().size(); i++) {
            String part = i < found.size() ? found.get(i) : missing;
            if (part != null) {
                template.parts().get(i).put(root, StringNode.valueOf(part));
            }
        }
    }

    @Override
    public Optional<Operation> inverse() {
        return Optional.of(new Join(path, template, missing));
    }

    @Override
    public List<String> loss() {
        return missing == null ? List.of() : List.of(path.text());
    }

    @Override
    public List<String> origins(Pointer place) {
        return List.of(
                template.parts().stream().anyMatch(place::isWithin) ? path.text() : place.text());
    }

    @Override
    public List<Pointer> reads() {
        return List.of(path);
    }

    @Override
    public List<Pointer> removes() {
        return List.of(path);
    }

    @Override
    public List<Pointer> creates() {
        return template.parts();
    }
}
