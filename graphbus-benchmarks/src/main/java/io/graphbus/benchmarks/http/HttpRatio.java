package io.graphbus.benchmarks.http;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * The server's routes against a bare Spring MVC controller that does the same JSON work, both under
 * wrk with 32 connections, in turns: {@code HttpRatio <executable jar of the server> <project with
 * agents> [<markdown file>]}. With a file, replaces what stands between its two marks. {@code
 * -Dgraphbus.rounds=3} and {@code -Dgraphbus.seconds=8} say how often and how long each is asked,
 * {@code -Dgraphbus.warmups=4} how often before, {@code -Dgraphbus.forks=3} how often all this with
 * new servers: one process can be half as long in its p99 as the next. {@code
 * -Dgraphbus.connections=32}. Needs wrk on the path.
 */
public final class HttpRatio {

    private static final int ROUNDS = Integer.getInteger("graphbus.rounds", 3);
    private static final int WARMUPS = Integer.getInteger("graphbus.warmups", 4);
    private static final int FORKS = Integer.getInteger("graphbus.forks", 3);
    private static final int SECONDS = Integer.getInteger("graphbus.seconds", 8);
    private static final int CONNECTIONS = Integer.getInteger("graphbus.connections", 32);
    private static final String BEGIN = "<!-- http: begin -->";
    private static final String END = "<!-- http: end -->";

    private final Path place;

    private HttpRatio(Path place) {
        this.place = place;
    }

    public static void main(String[] arguments) throws Exception {
        HttpRatio ratio = new HttpRatio(Files.createTempDirectory("graphbus-http"));
        String table = ratio.measure(Path.of(arguments[0]), Path.of(arguments[1]));
        System.out.println(table);
        if (arguments.length > 2) {
            Path document = Path.of(arguments[2]);
            Files.writeString(document, replaced(Files.readString(document), table));
        }
    }

    private static String replaced(String text, String table) {
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        return text.substring(0, from) + "\n" + table + text.substring(to);
    }

    /** With the agents alone: below this module's pom they would take its libraries with them. */
    private String measure(Path jar, Path project) throws Exception {
        Path alone = place.resolve("project");
        FileSystemUtils.copyRecursively(project.resolve("agents"), alone.resolve("agents"));
        Map<Load, Map<Who, List<Figures>>> rounds = new EnumMap<>(Load.class);
        for (int fork = 0; fork < FORKS; fork++) {
            measure(jar, alone, fork, rounds);
        }
        StringBuilder table = new StringBuilder();
        rounds.forEach((load, found) -> table.append(rows(load, found)));
        return table.toString();
    }

    private void measure(
            Path jar, Path project, int fork, Map<Load, Map<Who, List<Figures>>> rounds)
            throws Exception {
        List<String> bare =
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareApplication.class.getName());
        List<String> ours = List.of("-jar", jar.toAbsolutePath().toString());
        List<String> settings =
                List.of(
                        "--graphbus.artifacts=" + project,
                        "--graphbus.data=" + place.resolve("data" + fork));
        Path log = place.resolve("graphbus" + fork + ".log");
        try (Server controller =
                        Server.start(bare, List.of(), place.resolve("bare" + fork + ".log"));
                Server graphbus = Server.start(ours, settings, log)) {
            for (Load load : Load.values()) {
                compare(
                        load,
                        controller,
                        graphbus,
                        rounds.computeIfAbsent(load, l -> new EnumMap<>(Who.class)));
            }
        }
    }

    /** In turns, so that both meet the same machine. */
    private void compare(Load load, Server bare, Server ours, Map<Who, List<Figures>> rounds)
            throws Exception {
        Path script = Files.writeString(place.resolve(load + ".lua"), load.script());
        for (int round = -WARMUPS; round < ROUNDS; round++) {
            for (Who who : Who.values()) {
                Figures figures = round(who == Who.BARE ? bare : ours, load, script);
                System.err.println(load + " " + who + " " + figures);
                if (round >= 0) {
                    rounds.computeIfAbsent(who, w -> new ArrayList<>()).add(figures);
                }
            }
        }
    }

    private static String rows(Load load, Map<Who, List<Figures>> rounds) {
        Figures bare = Figures.middle(rounds.getOrDefault(Who.BARE, List.of()));
        Figures ours = Figures.middle(rounds.getOrDefault(Who.GRAPHBUS, List.of()));
        return String.format(
                Locale.ROOT,
                """

                | %s | answers/s | p50 ms | p99 ms | server CPU us per answer | wrong |
                |---|---|---|---|---|---|
                %s
                %s
                | ratio | **%.2f** (goal: 0.85) | %.2f | **%.2f** (goal: 1.3) | %.2f | |
                """,
                load.title(),
                bare.row("bare controller"),
                ours.row("GraphBus"),
                ours.perSecond() / bare.perSecond(),
                ours.p50() / bare.p50(),
                ours.p99() / bare.p99(),
                ours.cpu() / bare.cpu());
    }

    private static Figures round(Server server, Load load, Path script) throws Exception {
        double before = server.cpuMicros();
        Process wrk =
                new ProcessBuilder(
                                "wrk",
                                "-t1",
                                "-c" + CONNECTIONS,
                                "-d" + SECONDS + "s",
                                "-s" + script,
                                server.uri(load).toString())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (wrk.waitFor() != 0) {
            throw new IllegalStateException("wrk failed: " + output);
        }
        return Figures.read(output, server.cpuMicros() - before);
    }

    private enum Who {
        BARE,
        GRAPHBUS
    }
}
