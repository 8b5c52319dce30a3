package io.graphbus.export;

import io.graphbus.schema.Json;
import java.util.Locale;

/**
 * The documents that can be made of a graph, for which nothing needs to run. Equal graphs give
 * equal texts, which end with a line feed. Usable from any thread.
 */
public enum GraphDocument {
    /** A flowchart that GitHub and many wikis draw by themselves. */
    MERMAID {
        @Override
        public String of(GraphView view) {
            return new Mermaid(view).text();
        }
    },
    /** For Graphviz. */
    DOT {
        @Override
        public String of(GraphView view) {
            return new Dot(view).text();
        }
    },
    /** Channels, operations and messages in AsyncAPI 3. */
    ASYNCAPI {
        @Override
        public String of(GraphView view) {
            return Json.pretty(new AsyncApi(view).document());
        }
    },
    /** All payloads, arguments and results as definitions of one JSON Schema, dialect 2020-12. */
    JSON_SCHEMA {
        @Override
        public String of(GraphView view) {
            return Json.pretty(new SchemaDocument(view).document());
        }
    };

    /** The document's text. */
    public abstract String of(GraphView view);

    /** As on the command line: {@code json-schema}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
