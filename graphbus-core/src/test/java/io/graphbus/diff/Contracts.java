package io.graphbus.diff;

import io.graphbus.schema.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Small contracts for tests, in JSON with single quotes. */
final class Contracts {

    static final String ORDER =
            "{'type':'object','properties':{'id':{'type':'string'},'qty':{'type':'integer'},"
                    + "'note':{'type':'string'}},'required':['id','qty']}";

    private Contracts() {}

    static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'), "");
    }

    /** A contract with these members beside agent, version and stability. */
    static JsonNode contract(String version, String members) {
        return json(
                "{'agent':'Orders','version':'"
                        + version
                        + "','stability':'stable'"
                        + (members.isEmpty() ? "" : ",")
                        + members
                        + "}");
    }

    static String input(String schema) {
        return "'methods':{'place':{'input':" + schema + ",'output':true}}";
    }

    static String output(String schema) {
        return "'methods':{'place':{'input':true,'output':" + schema + "}}";
    }

    static ContractDiff diff(String before, String after) {
        return ContractDiff.between(contract("1.0.0", before), contract("2.0.0", after));
    }

    static List<String> codes(ContractDiff diff) {
        return diff.changes().stream().map(c -> c.code() + " " + c.verdict()).toList();
    }
}
