/** A graph as documents of other tools: Mermaid, Graphviz, AsyncAPI, JSON Schema. */
@NullMarked
package io.graphbus.export;

import org.jspecify.annotations.NullMarked;
