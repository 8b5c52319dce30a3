package io.graphbus.migration;

import io.graphbus.schema.Json;
import tools.jackson.databind.JsonNode;

/** Migrations written down in tests. Quotes may be single. */
final class Documents {

    private Documents() {}

    static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'), "test");
    }

    static JsonNode document(String from, String to, String... operations) {
        return json(
                "{'formatVersion': 1, 'agent': 'Orders', 'subject': 'state', 'from': '"
                        + from
                        + "', 'to': '"
                        + to
                        + "', 'operations': ["
                        + String.join(", ", operations)
                        + "]}");
    }

    static DeclaredMigration migration(String from, String to, String... operations) {
        return DeclaredMigration.read(document(from, to, operations), "test");
    }
}
