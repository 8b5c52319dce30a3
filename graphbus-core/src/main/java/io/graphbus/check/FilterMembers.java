package io.graphbus.check;

import io.graphbus.filter.EventVariables;
import io.graphbus.filter.Filter;
import io.graphbus.filter.FilterFault;
import io.graphbus.filter.FilterPath;
import io.graphbus.model.Subscription;
import io.graphbus.problem.Nearest;
import io.graphbus.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the members that a filter reads are sent by anybody. */
final class FilterMembers {

    private final List<Schema> schemas;

    private FilterMembers(List<Schema> schemas) {
        this.schemas = schemas;
    }

    /**
     * What a filter that compiles reads, and nobody sends; empty also when it is not known what is
     * sent.
     */
    static Optional<FilterFault> fault(
            String filter, Subscription subscription, List<Schema> sent) {
        List<Schema> schemas = new ArrayList<>();
        if (!sent.isEmpty()) {
            schemas.addAll(sent.stream().distinct().toList());
            if (subscription.payloadSchema().properties().isPresent()) {
                schemas.add(subscription.payloadSchema());
            }
        }
        FilterMembers members = new FilterMembers(schemas);
        return Filter.paths(filter).stream()
                .flatMap(path -> members.fault(path).stream())
                .findFirst();
    }

    private Optional<FilterFault> fault(FilterPath path) {
        List<String> names = path.names();
        return switch (names.getFirst()) {
            case "event" -> ofEvent(path, names.get(1));
            case "payload" -> ofPayload(path, names.subList(1, names.size()));
            default -> ofPayload(path, names);
        };
    }

    private static Optional<FilterFault> ofEvent(FilterPath path, String name) {
        return EventVariables.names().contains(name)
                ? Optional.empty()
                : Optional.of(
                        new FilterFault(
                                path.offset(),
                                "an event has no \"" + name + "\"",
                                Nearest.hint(name, "members", EventVariables.names())));
    }

    private Optional<FilterFault> ofPayload(FilterPath path, List<String> names) {
        String pointer =
                names.stream()
                        .map(name -> "/" + name.replace("~", "~0").replace("/", "~1"))
                        .collect(Collectors.joining());
        List<SchemaPaths.Lack> lacks =
                schemas.stream()
                        .flatMap(schema -> SchemaPaths.lack(schema, pointer).stream())
                        .toList();
        if (lacks.isEmpty() || lacks.size() < schemas.size()) {
            return Optional.empty();
        }
        SchemaPaths.Lack lack = lacks.getFirst();
        return Optional.of(new FilterFault(path.offset(), lack.message(), lack.hint()));
    }
}
