package io.graphbus.cli.generate;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Console.Diversion;
import io.graphbus.cli.project.Delivery;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.Topic;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes an agent, the records of its payloads, and its test. */
@Command(
        name = "agent",
        description = "Write an agent, records for its payloads, and a test that passes.",
        footer = {
            "",
            "Example:",
            "  graphbus generate agent Invoicing --subscribes /Order/Placed \\",
            "      --publishes /Invoice/Sent --method send --with-state"
        })
final class GenerateAgentCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "NAME", description = "The agent's class, such as OrderProcessor.")
    private String name = "";

    @Option(
            names = "--subscribes",
            paramLabel = "TOPIC",
            split = ",",
            description = "A topic or pattern to handle; may be repeated.")
    private List<String> subscribes = new ArrayList<>();

    @Option(
            names = "--publishes",
            paramLabel = "TOPIC",
            split = ",",
            description = "A topic to publish to; may be repeated.")
    private List<String> publishes = new ArrayList<>();

    @Option(
            names = "--method",
            paramLabel = "NAME",
            split = ",",
            description = "A method that can be called; may be repeated.")
    private List<String> methods = new ArrayList<>();

    @Option(names = "--with-state", description = "Keep a state that outlives restarts.")
    private boolean state;

    @Option(names = "--no-tests", description = "Write no test.")
    private boolean withoutTests;

    @Option(
            names = "--project",
            paramLabel = "DIR",
            description = "The project; without it the nearest with agents, from here upwards.")
    private @Nullable Path project;

    GenerateAgentCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        AgentRequest request = new AgentRequest(name, subscribes, publishes, methods, state);
        request.check();
        Workplace place = Workplace.nearest(project == null ? Path.of("") : project);
        try (Diversion quiet = console.divert();
                KnownGraph known =
                        place.isEmpty() ? KnownGraph.none() : KnownGraph.of(place.agents())) {
            refuseKnown(known, request);
            hint(known, request);
            SortedMap<String, String> files = files(place, known, request);
            refuseExisting(place, files);
            Delivery.deliver(place.root(), files);
            report(place, files);
        }
        return 0;
    }

    private SortedMap<String, String> files(Workplace place, KnownGraph known, AgentRequest request)
            throws IOException {
        String packageName = place.packageName(known.graph());
        AgentPlan plan =
                new Planner(
                                request,
                                known,
                                packageName,
                                type ->
                                        Files.exists(
                                                place.root()
                                                        .resolve(place.source(packageName, type))))
                        .plan();
        AgentSource source = new AgentSource(plan);
        SortedMap<String, String> files = new TreeMap<>();
        files.put(place.source(packageName, plan.name()), source.text());
        plan.records()
                .forEach(type -> files.put(place.source(packageName, type), source.payload(type)));
        if (!withoutTests) {
            files.put(place.test(packageName, plan.name() + "Test"), new TestSource(plan).text());
        }
        return files;
    }

    private static void refuseKnown(KnownGraph known, AgentRequest request) {
        for (AgentDefinition agent : known.graph().agents()) {
            if (agent.name().equalsIgnoreCase(request.name())) {
                throw existing(
                        String.valueOf(agent.source().file()),
                        "There is an agent " + agent.name() + " already; nothing was changed");
            }
        }
    }

    private static void refuseExisting(Workplace place, SortedMap<String, String> files) {
        files.keySet().stream()
                .map(place.root()::resolve)
                .filter(Files::exists)
                .findFirst()
                .ifPresent(
                        file -> {
                            throw existing(
                                    file.toString(),
                                    "The file is there already; nothing was changed");
                        });
    }

    private static GraphBusException existing(String where, String message) {
        return Problem.of(
                        ProblemCode.ALREADY_EXISTS,
                        where,
                        message,
                        "Choose another name, or remove what is there.")
                .toException();
    }

    /** Says when a topic looks like a slip. */
    private void hint(KnownGraph known, AgentRequest request) {
        List<String> topics = known.graph().topics().stream().map(Topic::name).toList();
        List<String> named = new ArrayList<>(request.subscribes());
        named.addAll(request.publishes());
        named.stream()
                .filter(topic -> TopicPattern.isTopic(topic) && !topics.contains(topic))
                .forEach(
                        topic ->
                                Nearest.to(topic, topics)
                                        .ifPresent(
                                                other ->
                                                        console.say(
                                                                topic
                                                                        + " is new. Did you mean "
                                                                        + other
                                                                        + "?")));
    }

    private void report(Workplace place, SortedMap<String, String> files) {
        List<String> lines = new ArrayList<>();
        lines.add(console.style().green("Created " + name) + ":");
        files.keySet().forEach(file -> lines.add("  " + shown(place, place.root().resolve(file))));
        lines.add("");
        lines.add("Next:");
        lines.add("  graphbus build " + shown(place, place.agents()));
        if (place.isMaven() && !withoutTests) {
            boolean here = place.root().equals(place.start()) && project == null;
            lines.add("  mvn test" + (here ? "" : " -f " + shown(place, place.root())));
        }
        console.result(String.join("\n", lines));
    }

    private static String shown(Workplace place, Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) && !path.equals(here)
                ? here.relativize(path).toString()
                : path.toString();
    }
}
