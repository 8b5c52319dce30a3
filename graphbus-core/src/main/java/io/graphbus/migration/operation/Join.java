package io.graphbus.migration.operation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Several texts put together into one member; where one ended is lost.
 *
 * @param missing what a part becomes on the way back that the text does not have
 */
record Join(Pointer path, Template template, @Nullable String missing) implements Operation {

    @Override
    public void apply(ObjectNode root) {
        String text = template.join(root);
        if (text != null) {
            path.put(root, StringNode.valueOf(text));
        }
    }

    @Override
    public Optional<Operation> inverse() {
        return Optional.of(new Split(path, template, missing));
    }

    @Override
    public List<String> loss() {
        List<Pointer> parts = template.parts();
        return parts.size() == 1 ? List.of() : parts.stream().map(Pointer::text).toList();
    }

    @Override
    public List<String> origins(Pointer place) {
        return place.isWithin(path)
                ? template.parts().stream().map(Pointer::text).toList()
                : List.of(place.text());
    }

    @Override
    public List<Pointer> reads() {
        return template.parts();
    }

    @Override
    public List<Pointer> removes() {
        return template.parts();
    }

    @Override
    public List<Pointer> creates() {
        return List.of(path);
    }
}
