package io.graphbus.contract;

import io.graphbus.compat.Check;
import io.graphbus.compat.Finding;
import io.graphbus.compat.Verdict;
import io.graphbus.schema.Version;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether what one agent writes is what another one reads, at one topic or call.
 *
 * @param via the topic, or {@code agent.method} for a call and its result
 * @param handler of the reader; the method for a call
 */
public record Agreement(Party writer, Party reader, String via, String handler, Check check) {

    /** An agent in a version. */
    public record Party(String agent, Version version) {

        static Party of(AgentContract contract) {
            return new Party(contract.agent(), contract.version());
        }

        @Override
        public String toString() {
            return agent + "@" + version;
        }
    }

    /** Everything that passes between two agents, in either direction. */
    public static List<Agreement> between(AgentContract one, AgentContract other) {
        List<Agreement> all = new ArrayList<>(new Neighbours(one, other).agreements());
        if (!one.agent().equals(other.agent())) {
            all.addAll(new Neighbours(other, one).agreements());
        }
        return all;
    }

    /** The worst of the verdicts; {@code COMPATIBLE} where nothing passes. */
    public static Verdict verdict(List<Agreement> agreements) {
        List<Verdict> verdicts = agreements.stream().map(a -> a.check.verdict()).toList();
        if (verdicts.contains(Verdict.INCOMPATIBLE)) {
            return Verdict.INCOMPATIBLE;
        }
        return verdicts.contains(Verdict.INDETERMINATE)
                ? Verdict.INDETERMINATE
                : Verdict.COMPATIBLE;
    }

    /** As reports and the API show it. */
    public JsonNode json() {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("writer", writer.toString())
                        .put("reader", reader.toString())
                        .put("via", via)
                        .put("handler", handler)
                        .put("verdict", check.verdict().name());
        JsonNode witness = check.witness();
        if (witness != null) {
            json.set("witness", witness);
        }
        ArrayNode findings = json.putArray("findings");
        check.findings().forEach(finding -> findings.add(json(finding)));
        check.limitations().forEach(json.putArray("limitations")::add);
        return json;
    }

    private static JsonNode json(Finding finding) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", finding.code())
                .put("pointer", finding.pointer())
                .put("message", finding.message());
    }
}
