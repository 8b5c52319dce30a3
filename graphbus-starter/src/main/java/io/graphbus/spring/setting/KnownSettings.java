package io.graphbus.spring.setting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings below {@code graphbus} that anything on the class path reads, from the metadata that
 * IDEs complete by. Immutable.
 */
final class KnownSettings {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String OURS = "\"graphbus.";

    private static final Logger log = LoggerFactory.getLogger(KnownSettings.class);

    private final Map<String, String> names = new TreeMap<>();
    private final Collection<String> open = new TreeSet<>();

    private KnownSettings() {}

    static KnownSettings of(ClassLoader loader) {
        var known = new KnownSettings();
        try {
            for (URL metadata : Collections.list(loader.getResources(METADATA))) {
                known.add(metadata);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }

    private void add(URL metadata) throws IOException {
        try (InputStream in = metadata.openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (text.contains(OURS)) {
                JsonMapper.shared().readTree(text).path("properties").forEach(this::add);
            }
        } catch (JacksonException e) { // of whoever's jar it is in; a start does not fail for it
            log.debug("The metadata of {} cannot be read", metadata, e);
        }
    }

    private void add(JsonNode property) {
        String name = property.path("name").asString("");
        if (name.startsWith("graphbus.")) {
            String uniform = uniform(ConfigurationPropertyName.adapt(name, '.'));
            names.put(uniform, name);
            String type = property.path("type").asString("");
            if (type.startsWith("java.util.") || type.endsWith("[]")) {
                open.add(uniform);
            }
        }
    }

    /** The names as they are documented; without any, nothing can be said about others. */
    Collection<String> names() {
        return names.values();
    }

    /** Whether a setting is read, as itself or as an entry of a map or list. */
    boolean has(ConfigurationPropertyName name) {
        String uniform = uniform(name);
        return names.containsKey(uniform)
                || open.stream().anyMatch(map -> uniform.startsWith(map + "."));
    }

    /** The same for an environment variable, in which dots and dashes are one. */
    boolean hasVariable(ConfigurationPropertyName name) {
        String plain = plain(uniform(name));
        return names.keySet().stream().anyMatch(known -> plain(known).equals(plain))
                || open.stream().anyMatch(map -> plain.startsWith(plain(map)));
    }

    /** What stands before the first dot of settings that have more than one part. */
    List<String> groups() {
        return names.keySet().stream()
                .map(name -> name.split("\\."))
                .filter(parts -> parts.length > 2)
                .map(parts -> parts[1])
                .distinct()
                .toList();
    }

    private static String plain(String uniform) {
        return uniform.replace(".", "");
    }

    /** Without dashes, in lower case. */
    private static String uniform(ConfigurationPropertyName name) {
        var uniform = new StringBuilder();
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            uniform.append(i == 0 ? "" : ".").append(name.getElement(i, Form.UNIFORM));
        }
        return uniform.toString();
    }
}
