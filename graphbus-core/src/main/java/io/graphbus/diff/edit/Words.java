package io.graphbus.diff.edit;

import io.graphbus.diff.edit.Edit.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Says in words what was changed where. */
final class Words {

    private static final Set<Kind> PROPERTIES =
            Set.of(
                    Kind.PROPERTY_ADDED,
                    Kind.PROPERTY_REQUIRED_ADDED,
                    Kind.PROPERTY_REMOVED,
                    Kind.PROPERTY_REQUIRED_REMOVED,
                    Kind.PROPERTY_MADE_REQUIRED,
                    Kind.PROPERTY_MADE_OPTIONAL);

    private Words() {}

    /** Such as {@code , lines[].sku}; empty at the outermost. */
    static String place(Edit edit) {
        List<String> names = names(edit.at());
        if (PROPERTIES.contains(edit.kind())) {
            names.removeLast();
        }
        String path = String.join(".", names).replace(".[]", "[]");
        return path.isEmpty() ? "" : ", " + path;
    }

    private static List<String> names(JsonPointer at) {
        List<String> names = new ArrayList<>();
        boolean isName = false;
        for (String token : at.toString().split("/")) {
            if (isName) {
                names.add(token.replace("~1", "/").replace("~0", "~"));
                isName = false;
            } else if (token.equals("items")) {
                names.add("[]");
            } else {
                isName = token.equals("properties") || token.equals("$defs");
            }
        }
        return names;
    }

    /** Such as {@code integer or null}. */
    static String type(@Nullable JsonNode type) {
        if (type == null) {
            return "any";
        }
        return type.isArray()
                ? type.valueStream().map(t -> t.asString("")).collect(Collectors.joining(" or "))
                : type.asString("");
    }
}
