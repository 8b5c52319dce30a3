package io.graphbus.migration.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The same for every item of an array, or every value of an object that is a map. */
record Each(Pointer path, Operations operations) implements Operation {

    private static final String ANY = "*";

    @Override
    public void apply(ObjectNode root) {
        JsonNode all = path.get(root);
        if (all instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                apply(array.get(i), String.valueOf(i));
            }
        } else if (all instanceof ObjectNode map) {
            map.properties().forEach(e -> apply(e.getValue(), e.getKey()));
        } else if (all != null) {
            throw new MisfitException(path, "there is neither an array nor an object");
        }
    }

    private void apply(JsonNode item, String name) {
        String place = path.text() + Pointer.escaped(name);
        if (!(item instanceof ObjectNode object)) {
            throw new MisfitException(Pointer.of(place).orElseThrow(), item + " is no object");
        }
        try {
            operations.apply(object);
        } catch (MisfitException e) {
            throw e.within(place);
        }
    }

    @Override
    public Optional<Operation> inverse() {
        return operations.inverse().map(back -> new Each(path, back));
    }

    @Override
    public List<String> loss() {
        return operations.loss().stream().map(this::within).toList();
    }

    private String within(String inner) {
        return path.text() + "/" + ANY + inner;
    }

    @Override
    public List<String> origins(Pointer place) {
        int depth = path.names().size() + 1;
        if (!place.isWithin(path) || place.names().size() <= depth) {
            return List.of(place.text());
        }
        List<String> rest = new ArrayList<>(place.names().subList(depth, place.names().size()));
        return operations.origins(new Pointer(rest).text()).stream().map(this::within).toList();
    }

    @Override
    public List<Pointer> reads() {
        return List.of(path);
    }
}
