package io.graphbus.model;

import io.graphbus.schema.Schema;
import java.util.List;

/**
 * A method of an agent that may be called from outside.
 *
 * @param returns as {@link java.lang.reflect.Type#getTypeName()} says it
 * @param inputSchema of the JSON object of arguments
 * @param publishes where the result goes after the call
 * @param line of the declaration in its source file; 0 when unknown
 */
public record MethodDefinition(
        String name,
        List<ParameterDefinition> parameters,
        String returns,
        Schema inputSchema,
        Schema outputSchema,
        List<Publication> publishes,
        int line) {

    public MethodDefinition {
        parameters = List.copyOf(parameters);
        publishes = List.copyOf(publishes);
    }

    /** The same method with other schemas. */
    public MethodDefinition with(Schema input, Schema output, List<Publication> publications) {
        return new MethodDefinition(name, parameters, returns, input, output, publications, line);
    }
}
