package io.graphbus.cli.config;

import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is set, and where: in the files of the system, the user and the working directory, in the
 * environment, by options; later wins. Immutable.
 */
public final class Configuration {

    private static final Configuration NONE = new Configuration(Map.of());

    private final Map<Setting, Value> values;

    private Configuration(Map<Setting, Value> values) {
        this.values = values;
    }

    /** A value and where it comes from. */
    record Value(String text, Origin origin) {

        static Value usual(Setting setting) {
            return new Value(setting.usual(), new Origin.Default());
        }
    }

    /**
     * Where settings are looked for.
     *
     * @param files the file of the system, of the user and of the working directory
     */
    public record Places(List<Path> files, Map<String, String> environment) {

        private static final String USER_FILE = ".graphbus.yaml";

        /** Those of this process. */
        public static Places ofProcess() {
            return of(Path.of("/etc/graphbus/config.yaml"), System.getenv());
        }

        static Places of(Path system, Map<String, String> environment) {
            Path here = Path.of("").toAbsolutePath().resolve(USER_FILE);
            String home = environment.getOrDefault("HOME", "");
            return new Places(
                    home.isEmpty()
                            ? List.of(system, here)
                            : Stream.of(system, Path.of(home).resolve(USER_FILE), here)
                                    .distinct()
                                    .toList(),
                    environment);
        }
    }

    /** Nothing is set. */
    public static Configuration none() {
        return NONE;
    }

    /**
     * Reads all places.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_CONFIGURATION} with file, line
     *     and key, or with the environment variable
     */
    public static Configuration load(Places places) {
        Map<Setting, Value> values = new EnumMap<>(Setting.class);
        for (Path file : places.files()) {
            if (Files.exists(file)) {
                ConfigurationFile.read(file)
                        .entries()
                        .forEach(e -> values.put(e.setting(), e.value()));
            }
        }
        if (!places.environment().getOrDefault("NO_COLOR", "").isEmpty()) {
            values.put(Setting.NO_COLOR, new Value("true", new Origin.Variable("NO_COLOR")));
        }
        for (Setting setting : Setting.values()) {
            String name = setting.variable();
            String text = places.environment().getOrDefault(name, "").strip();
            if (!text.isEmpty()) {
                check(name, setting, text);
                values.put(setting, new Value(text, new Origin.Variable(name)));
            }
        }
        return new Configuration(values);
    }

    static void check(String where, Setting setting, String text) {
        if (!setting.accepts(text)) {
            String shown = setting.isSecret() ? "" : ", not '" + text + "'";
            throw Problem.of(
                            ProblemCode.INVALID_CONFIGURATION,
                            where,
                            setting.key() + " is " + setting.expected() + shown,
                            "Correct it; 'graphbus config show' lists all keys.")
                    .toException();
        }
    }

    static Setting known(String where, String key) {
        return Setting.of(key)
                .orElseThrow(
                        () ->
                                Problem.of(
                                                ProblemCode.INVALID_CONFIGURATION,
                                                where,
                                                "There is no key '" + key + "'",
                                                Nearest.to(key, Setting.keys())
                                                                .map(
                                                                        k ->
                                                                                "Did you mean "
                                                                                        + k
                                                                                        + "? ")
                                                                .orElse("")
                                                        + "'graphbus config show' lists all keys.")
                                        .toException());
    }

    /** These settings, and those that an option gives as {@code key=value}. */
    Configuration with(String option, List<String> assignments) {
        Map<Setting, Value> changed = new EnumMap<>(Setting.class);
        changed.putAll(values);
        for (String assignment : assignments) {
            int sign = assignment.indexOf('=');
            String key = sign < 0 ? assignment : assignment.substring(0, sign);
            Setting setting = known(option, key);
            String text = sign < 0 ? "" : assignment.substring(sign + 1).strip();
            check(option, setting, text);
            changed.put(setting, new Value(text, new Origin.Given(option)));
        }
        return new Configuration(changed);
    }

    /** The value in force. */
    Value value(Setting setting) {
        return values.getOrDefault(setting, Value.usual(setting));
    }

    /** What somebody set; a path in a file is relative to the directory of the file. */
    public Optional<String> set(Setting setting) {
        Value value = values.get(setting);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(
                setting.isPath()
                        ? value.origin()
                                .directory()
                                .map(d -> d.resolve(value.text()).normalize().toString())
                                .orElse(value.text())
                        : value.text());
    }

    /** The value in force as a text; empty for none. */
    String text(Setting setting) {
        return Objects.requireNonNull(set(setting).orElse(setting.usual()));
    }

    public boolean isOn(Setting flag) {
        return Boolean.parseBoolean(text(flag));
    }
}
