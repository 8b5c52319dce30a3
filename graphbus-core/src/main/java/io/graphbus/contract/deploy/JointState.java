package io.graphbus.contract.deploy;

import io.graphbus.contract.Agreement.Party;
import io.graphbus.contract.deploy.DeployGate.Rules;
import io.graphbus.contract.deploy.GateRow.Mark;
import io.graphbus.contract.impact.EdgeImpact;
import io.graphbus.contract.impact.EdgeJudge;
import io.graphbus.contract.impact.EdgeVerdict;
import io.graphbus.schema.Version;
import io.graphbus.store.deployment.Deployment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What will be live together, and what it takes the place of. Used by one thread. */
final class JointState {

    private final KnownContracts known;
    private final Rules rules;
    private final List<Deployment> others = new ArrayList<>();
    private final Map<String, List<Promise>> replaced = new HashMap<>();
    private final List<Deployment> unread = new ArrayList<>();
    private final Set<String> there;
    private final LiveEdges edges;

    /**
     * @param asked names of the agents asked for
     * @param recorded what is live now
     */
    JointState(KnownContracts known, Set<String> asked, List<Deployment> recorded, Rules rules) {
        this.known = known;
        this.rules = rules;
        this.there = new HashSet<>(asked);
        asked.forEach(agent -> replaced.put(agent, new ArrayList<>()));
        for (Deployment live : recorded) {
            List<Promise> before = replaced.get(live.agent());
            there.add(live.agent());
            if (before == null) {
                others.add(live);
            } else {
                known.find(live.agent(), live.version())
                        .ifPresentOrElse(before::add, () -> unread.add(live));
            }
        }
        this.edges = new LiveEdges(new EdgeJudge(rules.upgrades()), replaced, rules.needs());
    }

    /** The lines for what is live, and for what is replaced and cannot tell who relies on it. */
    List<GateRow> withLive(Promise asked) {
        List<GateRow> rows = new ArrayList<>();
        unread.stream()
                .filter(live -> live.agent().equals(asked.agent()))
                .map(live -> unknown(asked, live.agent(), live.version(), UnknownCause.NO_CONTRACT))
                .forEach(rows::add);
        for (Deployment live : others) {
            Optional<Promise> peer = known.find(live.agent(), live.version());
            if (peer.isPresent()) {
                rows.addAll(between(asked, peer.get()));
            } else {
                rows.add(unknown(asked, live.agent(), live.version(), UnknownCause.NO_CONTRACT));
            }
        }
        return rows;
    }

    /** The lines for agents that are needed, or are neighbours by their newest contracts. */
    List<GateRow> withAbsent(Promise asked) {
        Set<String> absent = new TreeSet<>(asked.callees());
        absent.addAll(rules.needs().getOrDefault(asked.agent(), Set.of()));
        known.newest().stream()
                .filter(newest -> !isThere(newest.agent()))
                .filter(newest -> !edges.between(asked, newest).isEmpty())
                .forEach(newest -> absent.add(newest.agent()));
        absent.removeIf(this::isThere);
        return absent.stream()
                .map(agent -> unknown(asked, agent, null, UnknownCause.PEER_NOT_DEPLOYED))
                .toList();
    }

    /** The lines for events that are kept for it, of versions that are not live any more. */
    List<GateRow> withStored(Promise asked) {
        List<GateRow> rows = new ArrayList<>();
        for (Party writer : rules.stored().getOrDefault(asked.agent(), Set.of())) {
            if (isLive(writer)) {
                continue;
            }
            Optional<Promise> peer = known.find(writer.agent(), writer.version());
            if (peer.isPresent()) {
                between(asked, peer.get()).stream()
                        .filter(row -> isEventOf(writer.agent(), row.edge()))
                        .forEach(rows::add);
            } else {
                rows.add(
                        unknown(asked, writer.agent(), writer.version(), UnknownCause.NO_CONTRACT));
            }
        }
        return rows;
    }

    private boolean isLive(Party writer) {
        return others.stream()
                .anyMatch(
                        live ->
                                live.agent().equals(writer.agent())
                                        && live.version().equals(writer.version()));
    }

    private static boolean isEventOf(String writer, @Nullable EdgeImpact edge) {
        return edge != null && edge.writer().equals(writer) && edge.via().startsWith("/");
    }

    private boolean isThere(String agent) {
        return there.contains(agent);
    }

    /** A line for each edge. */
    List<GateRow> between(Promise asked, Promise peer) {
        return edges.between(asked, peer).stream().map(edge -> row(asked, peer, edge)).toList();
    }

    private GateRow row(Promise asked, Promise peer, EdgeImpact edge) {
        boolean undecided = edge.verdict() == EdgeVerdict.INDETERMINATE;
        GateAnswer decided = edge.verdict().isSafe() ? GateAnswer.YES : GateAnswer.NO;
        return new GateRow(
                asked.agent(),
                asked.version(),
                peer.agent(),
                peer.version(),
                undecided ? GateAnswer.UNKNOWN : decided,
                undecided ? UnknownCause.INDETERMINATE : null,
                edge,
                isAnnounced(edge) ? Mark.ANNOUNCED : Mark.NONE);
    }

    static GateRow unknown(
            Promise asked, @Nullable String peer, @Nullable Version version, UnknownCause cause) {
        return new GateRow(
                asked.agent(),
                asked.version(),
                peer,
                version,
                GateAnswer.UNKNOWN,
                cause,
                null,
                Mark.NONE);
    }

    /** Whether the edge is gone, and all versions replaced have said in time that it will be. */
    private boolean isAnnounced(EdgeImpact edge) {
        boolean isTopic = isFound(edge, LiveEdges.TOPIC_REMOVED);
        if (!isTopic && !isFound(edge, LiveEdges.METHOD_REMOVED)) {
            return false;
        }
        List<JsonNode> entries =
                replaced.getOrDefault(edge.writer(), List.of()).stream()
                        .map(before -> entry(before, edge, isTopic))
                        .filter(entry -> !entry.isMissingNode())
                        .toList();
        return !entries.isEmpty()
                && entries.stream().allMatch(entry -> Promise.isOver(entry, rules.today()));
    }

    private static JsonNode entry(Promise before, EdgeImpact edge, boolean isTopic) {
        return isTopic
                ? before.publication(edge.via())
                : before.method(edge.via().substring(edge.writer().length() + 1));
    }

    private static boolean isFound(EdgeImpact edge, String code) {
        return edge.findings().stream().anyMatch(finding -> finding.code().equals(code));
    }
}
