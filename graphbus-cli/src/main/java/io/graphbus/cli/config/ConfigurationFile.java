package io.graphbus.cli.config;

import io.graphbus.cli.config.Configuration.Value;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One YAML file, whose keys may be nested or joined by dots.
 *
 * @param entries in the order of the file
 */
record ConfigurationFile(List<Entry> entries) {

    private static final int DEEPEST = 4;

    /**
     * One setting.
     *
     * @param start where its value begins in the text, in characters
     * @param end where it ends
     */
    record Entry(Setting setting, Value value, int start, int end) {}

    static ConfigurationFile read(Path file) {
        return parse(file, text(file));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw bad(file.toString(), "It is not UTF-8").toException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ConfigurationFile parse(Path file, String text) {
        return new ConfigurationFile(new Reading(file, text, true).entries());
    }

    /** As far as it can be read; what is wrong with a value does not matter to who changes it. */
    static ConfigurationFile lenient(Path file, String text) {
        return new ConfigurationFile(new Reading(file, text, false).entries());
    }

    private static Problem bad(String where, String message) {
        return Problem.of(
                ProblemCode.INVALID_CONFIGURATION,
                where,
                message,
                "Lines are such as 'format: json'; 'graphbus config show' lists all keys.");
    }

    /** Goes through the tree of one text. */
    private static final class Reading {

        private final Path file;
        private final String text;
        private final boolean strict;
        private final List<Entry> entries = new ArrayList<>();
        private final Set<Setting> seen = new HashSet<>();

        Reading(Path file, String text, boolean strict) {
            this.file = file;
            this.text = text;
            this.strict = strict;
        }

        List<Entry> entries() {
            try {
                Optional<Node> root =
                        new Compose(LoadSettings.builder().build()).composeString(text);
                root.filter(node -> !node.getTag().equals(Tag.NULL)).ifPresent(n -> walk(n, "", 0));
                return List.copyOf(entries);
            } catch (MarkedYamlEngineException e) {
                String place =
                        e.getProblemMark()
                                .map(m -> where(m) + ":" + (m.getColumn() + 1))
                                .orElse(file.toString());
                throw bad(place, "This is not YAML: " + e.getProblem()).toException(e);
            } catch (YamlEngineException e) {
                throw bad(file.toString(), "This is not YAML: " + e.getMessage()).toException(e);
            }
        }

        private void walk(Node node, String prefix, int depth) {
            if (!(node instanceof MappingNode mapping) || depth > DEEPEST) {
                throw bad(where(node), "Here are no keys with values").toException();
            }
            for (NodeTuple pair : mapping.getValue()) {
                String key = prefix + name(pair.getKeyNode());
                if (pair.getValueNode() instanceof MappingNode && Setting.of(key).isEmpty()) {
                    walk(pair.getValueNode(), key + ".", depth + 1);
                } else {
                    add(pair.getKeyNode(), key, pair.getValueNode());
                }
            }
        }

        private void add(Node name, String key, Node node) {
            String where = where(name);
            if (!strict && (Setting.of(key).isEmpty() || !(node instanceof ScalarNode))) {
                return;
            }
            Setting setting = Configuration.known(where, key);
            if (!(node instanceof ScalarNode scalar)
                    || (strict && node.getTag().equals(Tag.NULL))) {
                String what =
                        node instanceof ScalarNode ? ", not nothing" : ", not a list or a map";
                throw bad(where, key + " is " + setting.expected() + what).toException();
            }
            if (strict) {
                Configuration.check(where, setting, scalar.getValue());
            }
            if (!seen.add(setting)) {
                throw bad(where, key + " is set twice in this file").toException();
            }
            Value value = new Value(scalar.getValue(), new Origin.File(file, line(name)));
            entries.add(
                    new Entry(
                            setting, value, index(node.getStartMark()), index(node.getEndMark())));
        }

        private String name(Node key) {
            if (key instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            throw bad(where(key), "This is no key").toException();
        }

        private String where(Node node) {
            return file + ":" + line(node);
        }

        private String where(Mark mark) {
            return file + ":" + (mark.getLine() + 1);
        }

        private static int line(Node node) {
            return node.getStartMark().map(m -> m.getLine() + 1).orElse(1);
        }

        /** Marks count code points. */
        private int index(Optional<Mark> mark) {
            return mark.map(m -> text.offsetByCodePoints(0, m.getIndex())).orElse(0);
        }
    }

    /** Whether the text can be read as what it should be. */
    static boolean isSet(Path file, String text, Setting setting, String value) {
        try {
            return lenient(file, text).entries().stream()
                    .anyMatch(e -> e.setting() == setting && e.value().text().equals(value));
        } catch (GraphBusException e) {
            return false;
        }
    }
}
