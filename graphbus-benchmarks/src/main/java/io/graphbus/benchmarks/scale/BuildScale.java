package io.graphbus.benchmarks.scale;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What build, validate, inspect and export take for generated graphs, each in a process of its own,
 * beside what javac takes for the same sources: {@code BuildScale <directory with the jars of the
 * command line> <sizes, such as 10,100,1000> [<markdown file>]}. With a file, replaces what stands
 * between its two marks. {@code -Dgraphbus.runs=3} runs everything so often and shows the best;
 * {@code -Dgraphbus.java} names another java, {@code -Dgraphbus.flags} its flags.
 */
public final class BuildScale {

    private static final int RUNS = Integer.getInteger("graphbus.runs", 1);

    private final Path product;
    private final Map<Integer, Map<Work, Figures>> results = new TreeMap<>();

    private BuildScale(Path product) {
        this.product = product;
    }

    public static void main(String[] arguments) throws Exception {
        BuildScale scale = new BuildScale(Path.of(arguments[0]).toAbsolutePath());
        for (String size : arguments[1].split(",")) {
            scale.measure(Integer.parseInt(size));
        }
        String table = new ScaleTable(scale.results).text();
        System.out.println(table);
        if (arguments.length > 2) {
            Path document = Path.of(arguments[2]);
            Files.writeString(document, ScaleTable.replace(Files.readString(document), table));
        }
    }

    private void measure(int agents) throws Exception {
        Map<Work, Figures> figures = new EnumMap<>(Work.class);
        try (Layout place = Layout.of(product, agents)) {
            for (int run = 0; run < RUNS; run++) {
                for (Work work : Work.values()) {
                    Figures taken = run(place, work);
                    figures.merge(work, taken, Figures::best);
                    System.err.println(agents + " " + work.title() + ": " + taken);
                }
            }
        }
        results.put(agents, figures);
    }

    private static Figures run(Layout place, Work work) throws IOException, InterruptedException {
        Path probe = place.root().resolve("probe.txt");
        Path output = place.root().resolve("output.txt");
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(command(place, work, probe))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        int code = process.waitFor();
        long wall = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        if (code != 0) {
            throw new IllegalStateException(work + " ended with " + code + ": " + tail(output));
        }
        return Figures.read(wall, Files.readString(probe));
    }

    private static List<String> command(Layout place, Work work, Path probe) {
        String usual = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> words = new ArrayList<>();
        words.add(System.getProperty("graphbus.java", usual));
        Stream.of(System.getProperty("graphbus.flags", "").split(" "))
                .filter(flag -> !flag.isEmpty())
                .forEach(words::add);
        String own = System.getProperty("java.class.path");
        words.addAll(List.of("-cp", place.libraries() + File.pathSeparator + own));
        words.addAll(List.of(Probe.class.getName(), probe.toString()));
        words.addAll(work.command(place));
        return words;
    }

    private static String tail(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
}
