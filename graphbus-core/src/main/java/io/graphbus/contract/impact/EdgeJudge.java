package io.graphbus.contract.impact;

import io.graphbus.compat.Check;
import io.graphbus.compat.Compatibility;
import io.graphbus.compat.Finding;
import io.graphbus.compat.Mode;
import io.graphbus.contract.impact.Upgrades.Passage;
import io.graphbus.schema.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Gives an edge its verdict. Each pair of schemas is compared once, however many edges have it.
 * Usable from any thread.
 */
public final class EdgeJudge {

    /** The schema of what is not declared. */
    public static final JsonNode ANYTHING = JsonNodeFactory.instance.booleanNode(true);

    private static final String ANY = "*";

    private final Upgrades upgrades;
    private final Map<Pair, Check> checked = new ConcurrentHashMap<>();

    /**
     * @param upgrades what can be done to a payload on its way
     */
    public EdgeJudge(Upgrades upgrades) {
        this.upgrades = upgrades;
    }

    private record Pair(JsonNode writer, JsonNode reader) {}

    /**
     * Where an edge leads.
     *
     * @param via a topic, or {@code agent.method} for a call's arguments and {@code agent.method
     *     result}
     * @param handler of the reader; empty for a call
     */
    public record Ends(String writer, String reader, String via, String handler) {}

    /**
     * What passes along an edge.
     *
     * @param written schema of what is written
     * @param accepted schema of what is read
     * @param version that is written
     * @param range of versions that are read, {@code *} for all
     */
    public record Traffic(JsonNode written, JsonNode accepted, String version, String range) {

        public Traffic {
            written = declared(written);
            accepted = declared(accepted);
        }

        private static JsonNode declared(JsonNode schema) {
            return schema.isMissingNode() || schema.isNull() ? ANYTHING : schema;
        }
    }

    /** Whether what a call carries is understood. */
    public EdgeImpact call(Ends ends, Traffic traffic) {
        Check check = check(traffic);
        return edge(ends, verdict(check, traffic), check, List.of(), traffic.version());
    }

    /** Whether an event is understood, as it is or as migrations make it. */
    public EdgeImpact event(Ends ends, Traffic traffic) {
        Check check = check(traffic);
        EdgeVerdict verdict = verdict(check, traffic);
        Optional<List<String>> steps =
                verdict == EdgeVerdict.SAFE
                        ? Optional.empty()
                        : steps(ends, traffic, check.witness());
        return edge(
                ends,
                steps.isPresent() ? EdgeVerdict.SAFE_VIA_MIGRATION : verdict,
                check,
                steps.orElse(List.of()),
                traffic.version());
    }

    private Optional<List<String>> steps(Ends ends, Traffic traffic, @Nullable JsonNode witness) {
        return Version.isValid(traffic.version())
                ? upgrades.find(
                        new Passage(
                                ends.writer(),
                                ends.via(),
                                ends.reader(),
                                Version.of(traffic.version()),
                                traffic.written(),
                                traffic.accepted(),
                                traffic.range(),
                                witness))
                : Optional.empty();
    }

    private Check check(Traffic traffic) {
        return checked.computeIfAbsent(
                new Pair(traffic.written(), traffic.accepted()),
                pair -> Compatibility.check(pair.writer(), pair.reader(), Mode.ROLES));
    }

    private static EdgeVerdict verdict(Check check, Traffic traffic) {
        return switch (check.verdict()) {
            case COMPATIBLE -> isIn(traffic) ? EdgeVerdict.SAFE : EdgeVerdict.RANGE_ONLY;
            case INCOMPATIBLE -> EdgeVerdict.BREAKS;
            case INDETERMINATE -> EdgeVerdict.INDETERMINATE;
        };
    }

    /** A range that cannot be read keeps nothing out. */
    private static boolean isIn(Traffic traffic) {
        String range = traffic.range();
        return range.equals(ANY)
                || !Version.isRange(range)
                || !Version.isValid(traffic.version())
                || Version.of(traffic.version()).satisfies(range);
    }

    private static EdgeImpact edge(
            Ends ends, EdgeVerdict verdict, Check check, List<String> steps, String version) {
        return new EdgeImpact(
                ends.writer(),
                ends.reader(),
                ends.via(),
                ends.handler(),
                verdict,
                check.witness(),
                check.findings(),
                check.limitations(),
                steps,
                fix(ends, verdict, version));
    }

    private static String fix(Ends ends, EdgeVerdict verdict, String version) {
        String reader =
                ends.handler().isEmpty() ? ends.reader() : ends.reader() + "." + ends.handler();
        return switch (verdict) {
            case SAFE, SAFE_VIA_MIGRATION -> "";
            case RANGE_ONLY ->
                    "Widen the range of " + reader + " so that it takes " + version + ".";
            case INDETERMINATE -> "Look at it: neither proved nor refuted.";
            case BREAKS ->
                    "Make "
                            + reader
                            + " accept the payload, or let "
                            + ends.writer()
                            + " go on writing what it wrote.";
        };
    }

    /** An edge that has nothing any more at its other end. */
    public EdgeImpact gone(Ends ends, String code, String message) {
        return new EdgeImpact(
                ends.writer(),
                ends.reader(),
                ends.via(),
                ends.handler(),
                EdgeVerdict.BREAKS,
                null,
                List.of(new Finding(code, "", message)),
                List.of(),
                List.of(),
                "Keep it until " + ends.reader() + " does without.");
    }
}
