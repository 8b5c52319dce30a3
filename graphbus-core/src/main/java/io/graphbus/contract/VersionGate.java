package io.graphbus.contract;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.diff.Bump;
import io.graphbus.diff.Change;
import io.graphbus.diff.ContractDiff;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.store.ContractStore.StoredContract;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps a version from promising what it does not hold: it has to be as far above the one before,
 * and for transitive modes above all before, as its changes need. Drafts and prereleases promise
 * nothing, so nothing is compared with them, and a draft is never refused.
 *
 * @param registered all versions of the agent, the oldest first
 */
record VersionGate(List<StoredContract> registered) {

    /** What keeps the contract from being registered. */
    Optional<Problem> problem(AgentContract contract) {
        List<ContractDiff> low = low(contract);
        return low.isEmpty() ? Optional.empty() : Optional.of(problem(contract, low));
    }

    /** What has changed since the version before that promised something. */
    Optional<ContractDiff> change(AgentContract contract) {
        return before(contract)
                .reduce((older, newer) -> newer)
                .map(last -> ContractDiff.between(tree(last), tree(contract)));
    }

    private Stream<StoredContract> before(AgentContract contract) {
        return registered.stream()
                .filter(c -> c.stability() != Stability.DRAFT && !c.version().isPrerelease())
                .filter(c -> !c.version().equals(contract.version()))
                .filter(c -> c.version().compareTo(contract.version()) <= 0);
    }

    private static JsonNode tree(StoredContract contract) {
        return tree(contract.document(), contract.agent(), contract.version());
    }

    private static JsonNode tree(AgentContract contract) {
        return tree(contract.document(), contract.agent(), contract.version());
    }

    /** What it is registered as counts, whatever the document says. */
    private static JsonNode tree(String document, String agent, Version version) {
        ObjectNode tree =
                Json.MAPPER.readTree(document) instanceof ObjectNode object
                        ? object
                        : JsonNodeFactory.instance.objectNode();
        return tree.put("agent", agent).put("version", version.text());
    }

    private List<ContractDiff> low(AgentContract contract) {
        if (contract.stability() == Stability.DRAFT) {
            return List.of();
        }
        JsonNode newer = tree(contract);
        List<StoredContract> all = before(contract).toList();
        Stream<ContractDiff> earlier =
                all.stream()
                        .limit(Math.max(0, all.size() - 1))
                        .map(c -> ContractDiff.transitively(tree(c), newer));
        return Stream.concat(change(contract).stream(), earlier)
                .filter(diff -> !diff.isRaisedEnough())
                .toList();
    }

    private Problem problem(AgentContract contract, List<ContractDiff> low) {
        ContractDiff first = low.getFirst();
        List<Violation> faults = low.stream().flatMap(VersionGate::faults).distinct().toList();
        return Problem.of(
                        ProblemCode.CONTRACT_VERSION_TOO_LOW,
                        contract.agent() + "@" + contract.version(),
                        "version "
                                + contract.version()
                                + " of "
                                + contract.agent()
                                + " is too low after "
                                + first.from()
                                + ": "
                                + faults.getFirst().message()
                                + " ("
                                + faults.getFirst().path()
                                + ")"
                                + (faults.size() > 1
                                        ? ", and " + (faults.size() - 1) + " more"
                                        : ""),
                        "Give it version "
                                + minimum(contract, low)
                                + " or a higher one, or take the change back.")
                .with(faults);
    }

    private static Stream<Violation> faults(ContractDiff diff) {
        Bump actual = Bump.between(diff.from(), diff.to());
        return diff.changes().stream()
                .filter(change -> change.bump().at(diff.from()).compareTo(actual) > 0)
                .sorted(Comparator.comparing(Change::verdict).reversed())
                .map(change -> new Violation(change.pointer(), words(change)));
    }

    private static String words(Change change) {
        return switch (change.verdict()) {
            case BREAKS ->
                    change.message()
                            + (change.witness() == null
                                    ? ", which breaks others"
                                    : ", which breaks others, as " + change.witness() + " shows");
            case INDETERMINATE -> change.message() + ", which is not proved to be safe";
            case NONE, SAFE, WARN -> change.message();
        };
    }

    /** The lowest version that would do; one that is taken already would not. */
    private Version minimum(AgentContract contract, List<ContractDiff> low) {
        Version minimum =
                low.stream()
                        .map(ContractDiff::minimum)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        boolean taken = registered.stream().anyMatch(c -> c.version().compareTo(minimum) >= 0);
        return taken ? aboveAll(contract) : minimum;
    }

    private Version aboveAll(AgentContract contract) {
        StoredContract last = registered.getLast();
        ContractDiff diff = ContractDiff.between(tree(last), tree(contract));
        return diff.bump().or(Bump.PATCH).above(last.version());
    }
}
