package io.graphbus.contract.deploy;

import io.graphbus.contract.impact.EdgeImpact;
import io.graphbus.contract.impact.EdgeJudge;
import io.graphbus.contract.impact.EdgeJudge.Ends;
import io.graphbus.contract.impact.EdgeJudge.Traffic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What one agent calls of another. What it sends and expects is what it declares, or else, for a
 * call that is live already, what the live versions of the other one take and give, or else
 * whatever its range of versions promises.
 */
record CallEdges(LiveEdges edges, Promise caller, Promise callee) {

    private static final String ANY = "*";

    /** The arguments of a declared call and its result. */
    List<EdgeImpact> of(String method, JsonNode call) {
        JsonNode there = callee.method(method);
        if (there.isMissingNode()) {
            return List.of(gone(method));
        }
        return List.of(arguments(method, call, there), result(method, call, there));
    }

    private EdgeJudge judge() {
        return edges.judge();
    }

    private EdgeImpact gone(String method) {
        return judge().gone(
                        new Ends(callee.agent(), caller.agent(), name(method), ""),
                        LiveEdges.METHOD_REMOVED,
                        callee.agent() + " " + callee.version() + " has no " + method);
    }

    private String name(String method) {
        return callee.agent() + "." + method;
    }

    private Ends arguments(String method) {
        return new Ends(caller.agent(), callee.agent(), name(method), "");
    }

    private Ends result(String method) {
        return new Ends(callee.agent(), caller.agent(), name(method) + " result", "");
    }

    private Traffic traffic(JsonNode written, JsonNode accepted, JsonNode call) {
        return new Traffic(
                written, accepted, callee.version().text(), call.path("versions").asString(ANY));
    }

    private EdgeImpact arguments(String method, JsonNode call, JsonNode there) {
        JsonNode accepted = there.path("input");
        List<JsonNode> sent = declaredOr(call.path("sends"), method, "input");
        if (sent.isEmpty() && !call.has("versions")) {
            return LiveEdges.undeclared(
                    arguments(method), "it is not declared what " + caller.agent() + " sends");
        }
        return LiveEdges.gravest(
                (sent.isEmpty() ? List.of(accepted) : sent)
                        .stream()
                                .map(written -> traffic(written, accepted, call))
                                .map(traffic -> judge().call(arguments(method), traffic))
                                .toList());
    }

    private EdgeImpact result(String method, JsonNode call, JsonNode there) {
        JsonNode given = there.path("output");
        List<JsonNode> expected = declaredOr(call.path("expects"), method, "output");
        return LiveEdges.gravest(
                (expected.isEmpty() ? List.of(EdgeJudge.ANYTHING) : expected)
                        .stream()
                                .map(accepted -> traffic(given, accepted, call))
                                .map(traffic -> judge().call(result(method), traffic))
                                .toList());
    }

    /** What is declared, or else what the versions before had and were called for. */
    private List<JsonNode> declaredOr(JsonNode declared, String method, String member) {
        if (!declared.isMissingNode()) {
            return List.of(declared);
        }
        return isCalledNow(method)
                ? edges.before(callee).stream()
                        .map(before -> before.method(method))
                        .filter(before -> !before.isMissingNode())
                        .map(before -> before.path(member))
                        .toList()
                : List.of();
    }

    private boolean isCalledNow(String method) {
        Set<String> called = new HashSet<>();
        edges.before(caller)
                .forEach(live -> live.calls(callee.agent(), (name, call) -> called.add(name)));
        return called.contains(method);
    }

    /** Every method that a live version has, for a caller that says nothing of them. */
    List<EdgeImpact> undeclared(Set<String> declared) {
        List<EdgeImpact> found = new ArrayList<>();
        if (edges.before(callee).isEmpty() && declared.isEmpty()) {
            return List.of(
                    LiveEdges.undeclared(
                            new Ends(caller.agent(), callee.agent(), callee.agent(), ""),
                            "it is not declared what "
                                    + caller.agent()
                                    + " calls of "
                                    + callee.agent()));
        }
        for (Promise live : edges.before(callee)) {
            for (String method : live.methods()) {
                if (!declared.contains(method)) {
                    found.addAll(undeclared(method, live.method(method)));
                }
            }
        }
        return found.stream().distinct().toList();
    }

    private List<EdgeImpact> undeclared(String method, JsonNode before) {
        JsonNode there = callee.method(method);
        if (there.isMissingNode()) {
            return List.of(gone(method));
        }
        String version = callee.version().text();
        return List.of(
                judge().call(
                                arguments(method),
                                new Traffic(
                                        before.path("input"), there.path("input"), version, ANY)),
                judge().call(
                                result(method),
                                new Traffic(
                                        there.path("output"),
                                        before.path("output"),
                                        version,
                                        ANY)));
    }
}
