package io.graphbus.migration.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Operations one after the other. Immutable. */
public record Operations(List<Operation> list) {

    public Operations {
        list = List.copyOf(list);
    }

    /**
     * Changes the object itself.
     *
     * @throws MisfitException when it cannot; part of the changes may be made
     */
    public void apply(ObjectNode root) {
        list.forEach(operation -> operation.apply(root));
    }

    /** What undoes them all, except for what is lost; empty when one cannot be undone. */
    public Optional<Operations> inverse() {
        List<Operation> back = new ArrayList<>();
        for (Operation operation : list.reversed()) {
            Optional<Operation> inverse = operation.inverse();
            if (inverse.isEmpty()) {
                return Optional.empty();
            }
            back.add(inverse.get());
        }
        return Optional.of(new Operations(back));
    }

    /** Pointers into the object before to what is not the same after these and their inverse. */
    public List<String> loss() {
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                .flatMap(i -> list.get(i).loss().stream().flatMap(p -> origins(p, i)))
                .distinct()
                .sorted()
                .toList();
    }

    List<String> origins(String pointer) {
        return origins(pointer, list.size()).toList();
    }

    /** Where something came from that is at this place after so many operations. */
    private Stream<String> origins(String pointer, int done) {
        Stream<String> places = Stream.of(pointer);
        for (Operation operation : list.subList(0, done).reversed()) {
            places = places.flatMap(p -> operation.origins(Pointer.of(p).orElseThrow()).stream());
        }
        return places;
    }
}
