package io.graphbus.spring.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Prometheus' text format, read as strictly as its specification allows: one block of lines per
 * family, help and type first, no series twice, every label value escaped.
 */
final class Exposition {

    private final List<Sample> samples = new ArrayList<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, String> helps = new LinkedHashMap<>();
    private final Set<String> closed = new HashSet<>();
    private String family = "";

    /** One line with a value. */
    record Sample(String name, Map<String, String> labels, double value) {}

    static Exposition parse(String text) {
        if (!text.endsWith("\n")) {
            throw new AssertionError("no newline at the end");
        }
        Exposition exposition = new Exposition();
        text.lines().forEach(exposition::line);
        return exposition;
    }

    Map<String, String> types() {
        return types;
    }

    Map<String, String> helps() {
        return helps;
    }

    List<Sample> samples(String name) {
        return samples.stream().filter(s -> s.name().equals(name)).toList();
    }

    double sum(String name) {
        return samples(name).stream().mapToDouble(Sample::value).sum();
    }

    private void line(String line) {
        if (line.startsWith("# HELP ")) {
            String[] parts = line.substring(7).split(" ", 2);
            open(parts[0]);
            put(helps, parts[0], parts[1], line);
        } else if (line.startsWith("# TYPE ")) {
            String[] parts = line.substring(7).split(" ");
            open(parts[0]);
            require(
                    Set.of("counter", "gauge", "histogram", "summary", "untyped")
                            .contains(parts[1]),
                    line);
            put(types, parts[0], parts[1], line);
        } else {
            require(!line.isEmpty() && !line.startsWith("#"), line);
            sample(line);
        }
    }

    private void open(String name) {
        if (!name.equals(family)) {
            require(closed.add(family) && !closed.contains(name), name + " is in two places");
            family = name;
        }
    }

    private static void put(Map<String, String> map, String key, String value, String line) {
        require(map.put(key, value) == null, line);
    }

    private void sample(String line) {
        Cursor cursor = new Cursor(line);
        String name = cursor.name();
        require(!name.isEmpty(), line);
        Map<String, String> labels = new TreeMap<>();
        if (cursor.takes('{')) {
            while (!cursor.takes('}')) {
                String label = cursor.name();
                require(!label.isEmpty() && cursor.takes('=') && cursor.takes('"'), line);
                require(labels.put(label, cursor.quoted()) == null, line);
                require(cursor.takes(',') || cursor.is('}'), line);
            }
        }
        require(cursor.takes(' '), line);
        Sample sample = new Sample(name, labels, Double.parseDouble(number(cursor.rest())));
        require(name.startsWith(family), line);
        require(
                samples.stream().noneMatch(s -> s.name().equals(name) && s.labels().equals(labels)),
                line);
        samples.add(sample);
    }

    private static String number(String text) {
        return text.replace("Inf", "Infinity");
    }

    private static void require(boolean fine, String line) {
        if (!fine) {
            throw new AssertionError("Not an exposition: " + line);
        }
    }

    /** A place in a line. */
    private static final class Cursor {

        private final String line;
        private int at;

        Cursor(String line) {
            this.line = line;
        }

        String name() {
            int from = at;
            while (at < line.length() && String.valueOf(line.charAt(at)).matches("[a-zA-Z0-9_:]")) {
                at++;
            }
            return line.substring(from, at);
        }

        boolean is(char wanted) {
            return at < line.length() && line.charAt(at) == wanted;
        }

        boolean takes(char wanted) {
            boolean taken = is(wanted);
            at += taken ? 1 : 0;
            return taken;
        }

        String quoted() {
            StringBuilder value = new StringBuilder();
            while (!takes('"')) {
                char c = line.charAt(at++);
                value.append(c == '\\' ? escaped() : c);
            }
            return value.toString();
        }

        private char escaped() {
            char c = line.charAt(at++);
            require("\\\"n".indexOf(c) >= 0, line);
            return c == 'n' ? '\n' : c;
        }

        String rest() {
            return line.substring(at);
        }
    }
}
