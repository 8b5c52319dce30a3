package io.graphbus.e2e.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One YAML or JSON document, walked by keys and list positions; a step that leads nowhere gives an
 * empty document.
 */
public record Document(@Nullable Object content) {

    public static Document parse(String text) {
        return all(text).getFirst();
    }

    public static List<Document> all(String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var documents = new ArrayList<Document>();
        for (Object content : new Yaml(new SafeConstructor(options)).loadAll(text)) {
            if (content != null) {
                documents.add(new Document(content));
            }
        }
        return documents;
    }

    public Document at(Object... steps) {
        Object current = content;
        for (Object step : steps) {
            current =
                    switch (current) {
                        case Map<?, ?> map -> map.get(step);
                        case List<?> list when step instanceof Integer i && i < list.size() ->
                                list.get(i);
                        case null, default -> null;
                    };
        }
        return new Document(current);
    }

    public boolean isAbsent() {
        return content == null;
    }

    public String text() {
        return String.valueOf(content);
    }

    public int number() {
        return ((Number) java.util.Objects.requireNonNull(content)).intValue();
    }

    /** The elements of a list, or nothing. */
    public List<Document> items() {
        return content instanceof List<?> list
                ? list.stream().map(Document::new).toList()
                : List.of();
    }

    public List<String> texts() {
        return items().stream().map(Document::text).toList();
    }

    /** The keys of a mapping in their order, or nothing. */
    public List<String> keys() {
        return content instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The first element of a list whose {@code name} is this one. */
    public Document named(String name) {
        return items().stream()
                .filter(item -> item.at("name").text().equals(name))
                .findFirst()
                .orElse(new Document(null));
    }
}
