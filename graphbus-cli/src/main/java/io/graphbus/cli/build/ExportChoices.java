package io.graphbus.cli.build;

import io.graphbus.export.GraphDocument;
import io.graphbus.export.GraphView;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What can be chosen for an export. */
final class ExportChoices {

    private ExportChoices() {}

    /** The documents, by the names that users write. */
    static final class Formats implements ITypeConverter<GraphDocument>, Iterable<String> {

        @Override
        public GraphDocument convert(String text) {
            return Stream.of(GraphDocument.values())
                    .filter(document -> document.toString().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> unknown(text, List.of(GraphDocument.values())));
        }

        @Override
        public Iterator<String> iterator() {
            return Stream.of(GraphDocument.values()).map(GraphDocument::toString).iterator();
        }
    }

    /** The versions of AsyncAPI. */
    static final class AsyncApiVersions implements ITypeConverter<String>, Iterable<String> {

        @Override
        public String convert(String text) {
            if (!GraphView.ASYNC_API.contains(text)) {
                throw unknown(text, GraphView.ASYNC_API);
            }
            return text;
        }

        @Override
        public Iterator<String> iterator() {
            return GraphView.ASYNC_API.iterator();
        }
    }

    private static TypeConversionException unknown(String text, List<?> known) {
        return new TypeConversionException("expected one of " + known + " but was '" + text + "'");
    }
}
