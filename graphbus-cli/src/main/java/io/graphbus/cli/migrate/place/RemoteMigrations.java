package io.graphbus.cli.migrate.place;

import io.graphbus.cli.output.Documents;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.migration.state.MigrationRun;
import io.graphbus.migration.state.MigrationRun.Trace;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.store.MigrationHistory.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Migrations, states and history of a server, asked over REST. */
public final class RemoteMigrations implements Migrations {

    private static final String MIGRATIONS = "/migrations";

    private final ServerClient server;

    public RemoteMigrations(ServerClient server) {
        this.server = server;
    }

    /** Registers a migration; the same again changes nothing. */
    public void register(JsonNode document) {
        server.post(MIGRATIONS, Documents.compact(document));
    }

    /** Forgets a migration that has not been applied. */
    public void forget(String id) {
        server.delete(MIGRATIONS + "?id=" + ServerClient.encode(id));
    }

    @Override
    public List<PlannedStep> plan(Wish wish) {
        String query =
                wish.agents().stream()
                        .map(agent -> "agent=" + ServerClient.encode(agent))
                        .collect(Collectors.joining("&", "?", ""));
        String version =
                wish.version().isEmpty() ? "" : "&version=" + ServerClient.encode(wish.version());
        List<PlannedStep> steps = new ArrayList<>();
        for (JsonNode step : server.get(MIGRATIONS + "/plan" + query + version).path("steps")) {
            steps.add(
                    new PlannedStep(
                            text(step, "agent"),
                            text(step, "from"),
                            text(step, "to"),
                            text(step, "migration"),
                            text(step, "direction"),
                            step.path("lost").valueStream().map(JsonNode::asString).toList()));
        }
        return steps;
    }

    @Override
    public List<MigrationRun> apply(Wish wish, boolean rehearsal) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("agents", wish.agents());
        if (!wish.version().isEmpty()) {
            request.put("version", wish.version());
        }
        request.put("dryRun", rehearsal);
        return posted("/apply", request);
    }

    @Override
    public List<MigrationRun> rollback(String id, boolean discard) {
        return posted("/" + ServerClient.encode(id) + "/rollback", Map.of("discard", discard));
    }

    @Override
    public List<MigrationRun> repair(String id, String reason) {
        return posted("/" + ServerClient.encode(id) + "/repair", Map.of("reason", reason));
    }

    private List<MigrationRun> posted(String path, Map<String, ?> request) {
        String answer = server.post(MIGRATIONS + path, Documents.compact(Documents.tree(request)));
        return runs(Documents.parse("answer", answer));
    }

    @Override
    public List<MigrationRun> status() {
        return runs(server.get(MIGRATIONS + "/status"));
    }

    private static List<MigrationRun> runs(JsonNode answer) {
        return answer.path("items").valueStream().map(RemoteMigrations::run).toList();
    }

    private static MigrationRun run(JsonNode run) {
        boolean changed = text(run, "status").equals("CHANGED");
        return new MigrationRun(
                text(run, "id"),
                text(run, "agent"),
                text(run, "migration"),
                text(run, "from"),
                text(run, "to"),
                changed ? Status.APPLIED : Status.valueOf(text(run, "status")),
                changed ? text(run, "note") : "",
                run.has("at") ? Instant.parse(text(run, "at")) : null,
                text(run, "by"),
                run.path("durationMs").asLong(0),
                run.path("states").asInt(0),
                text(run, "note"),
                new Trace("", "", null));
    }

    @Override
    public Trial validate() {
        JsonNode answer = Documents.parse("answer", server.post(MIGRATIONS + "/validate", "{}"));
        return new Trial(
                answer.path("migrations").asInt(0),
                answer.path("states").asInt(0),
                answer.path("problems").valueStream().map(RemoteMigrations::problem).toList());
    }

    private static Problem problem(JsonNode fault) {
        return Problem.of(
                        ProblemCode.valueOf(text(fault, "code")),
                        text(fault, "where"),
                        text(fault, "message"),
                        text(fault, "hint"))
                .with(
                        fault.path("violations")
                                .valueStream()
                                .map(v -> new Violation(text(v, "path"), text(v, "message")))
                                .toList());
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    @Override
    public void close() {
        server.close();
    }
}
