package io.graphbus.migration.operation;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** One change of a JSON object. Immutable. */
public sealed interface Operation
        permits Convert,
                Each,
                Join,
                MapEnum,
                Members.Add,
                Members.Drop,
                Members.Fill,
                Members.Keep,
                Move,
                Split {

    /**
     * Changes the object itself.
     *
     * @throws MisfitException when it cannot
     */
    void apply(ObjectNode root);

    /** What undoes this, except for what is lost; empty when nothing can. */
    Optional<Operation> inverse();

    /** Pointers to what is not the same after this and its inverse. */
    List<String> loss();

    /** Where something at a place came from; none when this has made it. */
    default List<String> origins(Pointer place) {
        return List.of(place.text());
    }

    /** What the operation looks at. */
    default List<Pointer> reads() {
        return List.of();
    }

    /** What is not there any more afterwards. */
    default List<Pointer> removes() {
        return List.of();
    }

    /** What is there afterwards. */
    default List<Pointer> creates() {
        return List.of();
    }
}
