package io.graphbus.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A project of agents that know each other's records, constants, enumerations, base classes and
 * annotations, edited at random. Some edits make it wrong; a later one may mend it.
 */
final class ChangingProject {

    private final Path directory;
    private final Random random;

    /** What varies about each part: a number that goes into its text. */
    private final TreeMap<String, Integer> parts = new TreeMap<>();

    /** Texts that take no part in the play of the others. */
    private final TreeMap<String, String> extras = new TreeMap<>();

    private int next = 100;

    ChangingProject(Path directory, long seed) {
        this.directory = directory;
        this.random = new Random(seed);
        for (int i = 0; i < 3; i++) {
            parts.put("K" + i, i);
            parts.put("R" + i, i);
            parts.put("B" + i, i);
            parts.put("E" + i, i);
        }
        for (int i = 0; i < 8; i++) {
            parts.put("A" + i, i);
        }
        extras.put("res/words.txt", "one");
        extras.put(
                "p0/Tagged.java",
                "package p0; import java.lang.annotation.*; import io.graphbus.agent.*;"
                        + " @Agent @Retention(RetentionPolicy.RUNTIME)"
                        + " public @interface Tagged { String description() default \"d\"; }");
        extras.put("p1/Lonely.java", "package p1; public class Lonely { int x = 1; }");
        write();
    }

    /** Edits once and says what was done. */
    String edit() {
        String done =
                switch (random.nextInt(12)) {
                    case 0, 1, 2, 3, 4 -> change();
                    case 5 -> addAgent();
                    case 6 -> removeAgent();
                    case 7 -> renameAgent();
                    case 8 -> resource();
                    case 9 -> shadow();
                    case 10 -> breakIt();
                    default -> comment();
                };
        write();
        return done;
    }

    /** Takes back what mostly makes a project wrong. */
    String mend() {
        extras.keySet().removeIf(file -> file.matches("p./(Broken|Integer|Side0)\\.java"));
        write();
        return "mended";
    }

    private String any(String kind) {
        List<String> names = parts.keySet().stream().filter(n -> n.startsWith(kind)).toList();
        return names.get(random.nextInt(names.size()));
    }

    private String change() {
        List<String> all = new ArrayList<>(parts.keySet());
        String name = all.get(random.nextInt(all.size()));
        parts.merge(name, 1 + random.nextInt(3), Integer::sum);
        return "changed " + name;
    }

    private String addAgent() {
        parts.put("A" + ++next, random.nextInt(50));
        return "added A" + next;
    }

    private String removeAgent() {
        String name = any("A");
        if (parts.keySet().stream().filter(n -> n.startsWith("A")).count() > 3) {
            parts.remove(name);
        }
        return "removed " + name;
    }

    private String renameAgent() {
        String name = any("A");
        Integer value = parts.remove(name);
        parts.put("A" + ++next, value);
        return "renamed " + name + " to A" + next;
    }

    private String resource() {
        extras.put("res/words.txt", "words " + random.nextInt(3));
        return "changed a resource";
    }

    /** A class that takes the place of one of another package, or of java.lang, in its package. */
    private String shadow() {
        String[] names = {"Helper", "Integer", "Side0", "Thing"};
        String name = names[random.nextInt(names.length)];
        String file = "p" + random.nextInt(2) + "/" + name + ".java";
        if (extras.remove(file) == null) {
            String room = file.substring(0, 2);
            extras.put(
                    file,
                    "package " + room + "; public class " + name + " { public int here = 1; }");
            return "added " + file;
        }
        return "removed " + file;
    }

    private String breakIt() {
        String[] texts = {
            "package p1; class Broken { int x = ; }",
            "package p1; class Broken { String s = 1; Nowhere n; }",
            "package p1; class A1 {} class Broken {}",
            "package p1; @io.graphbus.agent.Agent @io.graphbus.agent.DependsOn(\"Nobody\") class Broken {}"
        };
        extras.put("p1/Broken.java", texts[random.nextInt(texts.length)]);
        return "broke";
    }

    private String comment() {
        extras.merge("p1/Lonely.java", "// more\n", (old, more) -> more + old);
        return "added a line";
    }

    private void write() {
        TreeMap<String, String> files = new TreeMap<>(extras);
        parts.forEach((name, value) -> files.put(room(name) + "/" + name + ".java", text(name)));
        try {
            if (Files.isDirectory(directory)) {
                try (var walk = Files.walk(directory)) {
                    for (Path file : walk.filter(Files::isRegularFile).toList()) {
                        if (!files.containsKey(directory.relativize(file).toString())) {
                            Files.delete(file);
                        }
                    }
                }
            }
            for (var file : files.entrySet()) {
                Path path = directory.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(1));
    }

    private static String room(String name) {
        return "p" + number(name) % 2;
    }

    private String text(String name) {
        int i = number(name);
        int v = parts.get(name);
        String head =
                "package %s;\nimport io.graphbus.agent.*;\nimport java.util.*;\nimport p%d.*;\n"
                        .formatted(room(name), 1 - i % 2);
        return head
                + switch (name.charAt(0)) {
                    case 'K' ->
                            "public interface %s { String TOPIC = \"/t/%d\"; int N = %d + %s; }\n"
                                    .formatted(name, v % 4, v, i == 0 ? "0" : "K0.N");
                    case 'R' ->
                            "public record %s(String id, @Default(\"%d\") int n%d%s) { static int side = 1; }\n"
                                    .formatted(
                                            name,
                                            v,
                                            v % 3,
                                            i == 0 ? "" : ", Optional<R" + (i - 1) + "> inner");
                    case 'E' ->
                            "public enum %s { A, B%s { @Override int w() { return %d; } }; int w() { return 0; } }\n"
                                    .formatted(name, v % 2 == 0 ? "" : ", C", v);
                    case 'B' ->
                            """
                            public abstract class %s<T> {
                                @SchemaMethod public T same%d(T t) { return t; }
                                protected int base() { return K%d.N; }
                                protected Runnable later() { return () -> { class Local {} new Local(); }; }
                            }
                            """
                                    .formatted(name, v % 3, i);
                    default -> agent(name, i, v);
                };
    }

    private static String agent(String name, int i, int v) {
        String mark = v % 3 == 0 ? "@p0.Tagged(description = \"v" + v + "\")" : "@Agent";
        String base = v % 4 == 1 ? "B1<List<R2>>" : "B" + v % 3 + "<R" + i % 3 + ">";
        return """
        %s
        public class %s extends %s {
            private final StringBuilder seen = new StringBuilder();
            @SchemaMethod @Publishes(K%d.TOPIC)
            public R%d make(@Default("%d") int n, E%d kind) {
                switch (kind) { case A -> seen.append(1); case B -> seen.append(base()); default -> later(); }
                Integer boxed = n; var side = new Side%d(); Runnable r = () -> seen.append(side);
                return null;
            }
            @Subscribes(value = K%d.TOPIC, id = "h%d") void on(R%d got) { seen.append(K%d.N); }
            @AutoMigrate(from = "1.0.0", to = "2.%d.0") int up(int x) { return x; }
        }
        class Side%d { int helper = %d; static class Nested {} }
        """
                .formatted(
                        mark, name, base, v % 3, i % 3, v, v % 3, i, i % 3, v, i % 3, i % 3, v, i,
                        v);
    }
}
