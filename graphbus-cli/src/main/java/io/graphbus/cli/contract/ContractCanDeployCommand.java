package io.graphbus.cli.contract;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.deploy.DeployGate;
import io.graphbus.contract.deploy.GateDocument;
import io.graphbus.contract.deploy.GateQuestion;
import io.graphbus.contract.impact.Upgrades;
import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.deployment.Deployment;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Tells whether versions of agents may be deployed. */
@Command(
        name = "can-deploy",
        description = {
            "Tell whether versions of agents understand what is recorded as live in an environment.",
            "Exit code 1 when they do not, 4 when not enough is known."
        },
        footer = {"", "Example:", "  graphbus contract can-deploy Orders@2.0.0 --to prod"})
final class ContractCanDeployCommand implements Callable<Integer> {

    private static final int FINDINGS = 1;
    private static final int UNDECIDED = 4;

    private final Console console;

    @Parameters(
            paramLabel = "AGENT@VERSION",
            arity = "1..*",
            description = {
                "What is to be deployed, all at once; without @ the newest, built or registered."
            })
    private List<String> agents = List.of();

    @Option(
            names = "--to",
            paramLabel = "ENV",
            required = true,
            description = "The environment, such as prod.")
    private String environment = "";

    @Option(
            names = "--ignore",
            paramLabel = "PEER",
            split = ",",
            description = "Leave this agent out; may be repeated.")
    private Set<String> ignored = Set.of();

    @Option(
            names = "--allow-indeterminate",
            description = "Take what is neither proved nor refuted for safe.")
    private boolean allowed;

    @Mixin private SourceOptions options = new SourceOptions();

    @Mixin private Format.Choice format = new Format.Choice();

    ContractCanDeployCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<ContractName> asked = agents.stream().map(ContractName::of).toList();
        requireDistinct(asked);
        JsonNode report = options.server().map(s -> ask(s, asked)).orElseGet(() -> ask(asked));
        console.result(format.format(), report, c -> text(c, report));
        return switch (report.path("answer").asString()) {
            case "YES" -> 0;
            case "UNKNOWN" -> UNDECIDED;
            default -> FINDINGS;
        };
    }

    private static void requireDistinct(List<ContractName> asked) {
        Set<String> seen = new HashSet<>();
        for (ContractName name : asked) {
            if (!seen.add(name.agent())) {
                throw Problem.of(
                                ProblemCode.USAGE,
                                name.toString(),
                                name.agent() + " is asked for twice",
                                "Name one version of each agent.")
                        .toException();
            }
        }
    }

    private JsonNode ask(ServerClient server, List<ContractName> asked) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("environment", environment);
        question.put("agents", asked.stream().map(ContractCanDeployCommand::named).toList());
        question.put("ignore", ignored);
        question.put("allowIndeterminate", allowed);
        try (server) {
            String body = Documents.compact(Documents.tree(question));
            return Documents.parse("can-deploy", server.post("/contracts/can-deploy", body));
        }
    }

    private static Map<String, String> named(ContractName name) {
        Map<String, String> agent = new LinkedHashMap<>();
        agent.put("agent", name.agent());
        name.version().ifPresent(version -> agent.put("version", version.text()));
        return agent;
    }

    private JsonNode ask(List<ContractName> asked) {
        ContractSource source = options.source();
        List<AgentContract> contracts = asked.stream().map(source::find).toList();
        List<Deployment> everywhere = options.deployments().list();
        GateQuestion question = new GateQuestion(environment, contracts, ignored, allowed);
        List<Deployment> there =
                everywhere.stream()
                        .filter(live -> live.environment().equals(question.environment()))
                        .toList();
        if (there.isEmpty()) {
            hint(question.environment(), everywhere);
        }
        return GateDocument.of(
                options.migrations()
                        .use(
                                source,
                                upgrades ->
                                        new DeployGate(source.all(), rules(upgrades))
                                                .ask(question, there)));
    }

    private DeployGate.Rules rules(Upgrades upgrades) {
        return new DeployGate.Rules(
                needs(options.built()), upgrades, LocalDate.now(ZoneOffset.UTC));
    }

    private void hint(String environment, List<Deployment> everywhere) {
        List<String> known = everywhere.stream().map(Deployment::environment).distinct().toList();
        console.say(
                "note: nothing is recorded as live in "
                        + environment
                        + (known.isEmpty()
                                ? "; 'graphbus deploy record' does"
                                : ". " + Nearest.hint(environment, "environments", known)));
    }

    private static Map<String, Set<String>> needs(Optional<Path> artifacts) {
        Map<String, Set<String>> needs = new HashMap<>();
        artifacts
                .map(path -> ArtifactDirectory.read(path).graph().agents())
                .orElse(List.<AgentDefinition>of())
                .forEach(agent -> needs.put(agent.name(), Set.copyOf(agent.dependencies())));
        return needs;
    }

    private String text(Console console, JsonNode report) {
        List<String> asked =
                report.path("agents")
                        .valueStream()
                        .map(a -> name(a.path("agent"), a.path("version")))
                        .toList();
        String head =
                String.join(", ", asked)
                        + " to "
                        + report.path("environment").asString()
                        + ": "
                        + report.path("answer").asString();
        return report.path("rows").isEmpty()
                ? head + "\n\nNobody live there has to do with it."
                : head + "\n\n" + console.render(rows(report));
    }

    private static String name(JsonNode agent, JsonNode version) {
        return agent.asString("") + (version.isMissingNode() ? "" : "@" + version.asString());
    }

    private static Table rows(JsonNode report) {
        Table table = Table.of("ANSWER", "AGENT", "PEER", "VIA", "COUNTER-EXAMPLE", "WHY");
        for (JsonNode row : report.path("rows")) {
            table.row(
                    row.path("answer").asString()
                            + (row.has("mark") ? " (" + row.path("mark").asString() + ")" : ""),
                    name(row.path("agent"), row.path("version")),
                    name(row.path("peer"), row.path("peerVersion")),
                    row.path("via").asString(""),
                    row.has("witness") && !row.has("steps") ? row.path("witness") : "",
                    why(row));
        }
        return table;
    }

    private static String why(JsonNode row) {
        if (row.path("verdict").asString("").equals("RANGE_ONLY")) {
            return row.path("fix").asString();
        }
        JsonNode finding = row.path("findings").path(0);
        String reason =
                finding.path("pointer").asString("") + " " + finding.path("message").asString("");
        String cause = row.path("cause").asString("");
        return row.path("answer").asString().equals("YES")
                ? String.join(
                        ", ", row.path("steps").valueStream().map(JsonNode::asString).toList())
                : (cause + " " + reason).strip();
    }
}
