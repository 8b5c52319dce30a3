package io.graphbus.server.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says what schemas and their members mean, out of {@code openapi/words.json}, where the records do
 * not say it themselves. A page is described for all that come in pages.
 */
@Component
class Words {

    private static final String ITSELF = "";
    private static final String PAGE = "Page";

    private final Map<String, Map<String, String>> words;

    Words(JsonMapper json) throws IOException {
        try (InputStream in = new ClassPathResource("openapi/words.json").getInputStream()) {
            this.words =
                    json.readValue(in, new TypeReference<Map<String, Map<String, String>>>() {});
        }
    }

    void addTo(Components components) {
        components.getSchemas().forEach(this::describe);
    }

    private void describe(String name, Schema<?> schema) {
        Map<String, String> known = words.getOrDefault(name, Map.of());
        if (schema.getDescription() == null) {
            schema.setDescription(
                    name.startsWith(PAGE)
                            ? "Part of a list of " + name.substring(PAGE.length())
                            : known.get(ITSELF));
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((member, value) -> describe(member, value, known));
        }
    }

    private static void describe(String member, Schema<?> value, Map<String, String> known) {
        if (value.getDescription() == null) {
            @Nullable String fallback = member.equals("items") ? "At most limit of them" : null;
            value.setDescription(known.getOrDefault(member, fallback));
        }
    }
}
