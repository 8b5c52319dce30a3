package io.graphbus.source;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where classes and methods stand in their sources; empty for classes without sources. Filled once,
 * then only read.
 */
public final class SourceIndex {

    /** Knows no sources. */
    public static final SourceIndex EMPTY = new SourceIndex();

    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    /**
     * A position in a source file.
     *
     * @param file relative to the input directory, with {@code /}
     * @param line counted from 1
     * @param column counted from 1
     */
    public record Place(String file, int line, int column) {

        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }

    void addText(String file, String text) {
        texts.put(file, text);
    }

    /** Remembers a class and returns where the same class was declared before. */
    Optional<Place> addType(String className, Place place) {
        return Optional.ofNullable(places.putIfAbsent(className, place));
    }

    void addMethod(String className, String method, int parameters, Place place) {
        places.putIfAbsent(key(className, method, parameters), place);
    }

    public Optional<Place> type(Class<?> type) {
        return Optional.ofNullable(places.get(type.getName()));
    }

    public Optional<Place> method(Method method) {
        return Optional.ofNullable(
                places.get(
                        key(
                                method.getDeclaringClass().getName(),
                                method.getName(),
                                method.getParameterCount())));
    }

    public Optional<String> text(String file) {
        return Optional.ofNullable(texts.get(file));
    }

    private static String key(String className, String method, int parameters) {
        return className + "#" + method + "/" + parameters;
    }
}
