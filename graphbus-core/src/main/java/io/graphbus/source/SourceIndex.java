package io.graphbus.source;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where classes, their members and what stands in their annotations are found in the sources; empty
 * for classes without sources. Filled by one thread, then only read.
 */
public final class SourceIndex {

    /** Knows no sources. */
    public static final SourceIndex EMPTY = new SourceIndex();

    static final String CONSTRUCTOR = "<init>";

    private final Map<String, Place> types = new HashMap<>();
    private final Map<String, List<Declared>> members = new HashMap<>();
    private final Map<String, List<Mark>> marks = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
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

    /**
     * A member with the simple names of its parameters' types; a field or component has none.
     *
     * @param parameters such as {@code [int, String, List]}
     */
    record Declared(List<String> parameters, Place place) {}

    /**
     * One value in an annotation.
     *
     * @param text what it says, if it is a literal; otherwise empty
     * @param literal as it is written, if it is a literal; otherwise empty
     */
    record Mark(String annotation, String element, String text, Place place, String literal) {}

    void addText(String file, String text) {
        texts.put(file, text);
    }

    /** Remembers a class and returns where the same class was declared before. */
    Optional<Place> addType(String className, Place place) {
        return Optional.ofNullable(types.putIfAbsent(className, place));
    }

    void addMember(String className, String member, List<String> parameters, Place place) {
        members.computeIfAbsent(key(className, member), k -> new ArrayList<>())
                .add(new Declared(parameters, place));
    }

    void addMark(String className, String member, Mark mark) {
        marks.computeIfAbsent(key(className, member), k -> new ArrayList<>()).add(mark);
    }

    /** Notes that a class has this member from another one. */
    public void inherits(String className, String member, Class<?> owner) {
        if (!owner.getName().equals(className)) {
            owners.put(key(className, member), owner.getName());
        }
    }

    public Optional<Place> type(Class<?> type) {
        return Optional.ofNullable(types.get(type.getName()));
    }

    /** Where a class of this name is declared. */
    public Optional<Place> type(String className) {
        return Optional.ofNullable(types.get(className));
    }

    public Optional<Place> method(Method method) {
        return executable(method, method.getName());
    }

    /** The constructor; empty where the compiler has made it. */
    public Optional<Place> constructor(Constructor<?> constructor) {
        return executable(constructor, CONSTRUCTOR);
    }

    private Optional<Place> executable(Executable executable, String name) {
        List<String> wanted =
                Arrays.stream(executable.getParameterTypes()).map(Class::getSimpleName).toList();
        List<Declared> declared =
                members.getOrDefault(
                        key(executable.getDeclaringClass().getName(), name), List.of());
        return declared.stream()
                .filter(d -> d.parameters().equals(wanted))
                .findFirst()
                .or(
                        () ->
                                declared.stream()
                                        .filter(d -> d.parameters().size() == wanted.size())
                                        .findFirst())
                .map(Declared::place);
    }

    /** The first member of this name: a method, a field or a component of a record. */
    public Optional<Place> member(String className, String member) {
        return members.getOrDefault(owned(className, member), List.of()).stream()
                .findFirst()
                .map(Declared::place);
    }

    /**
     * Where an annotation says something.
     *
     * @param member a method, field or component; empty for the class itself
     * @param annotation by its simple name
     * @param value what the element says, to tell several of them apart
     */
    public Optional<Place> mark(
            String className, String member, String annotation, String element, String value) {
        return find(className, member, annotation, element, value).map(Mark::place);
    }

    /**
     * A place inside a text in an annotation.
     *
     * @param offset in the text's characters
     */
    public Optional<Place> inside(
            String className,
            String member,
            String annotation,
            String element,
            String value,
            int offset) {
        return find(className, member, annotation, element, value)
                .map(
                        mark ->
                                mark.text().equals(value)
                                        ? Literals.inside(mark.place(), mark.literal(), offset)
                                        : mark.place());
    }

    private Optional<Mark> find(
            String className, String member, String annotation, String element, String value) {
        List<Mark> all =
                marks.getOrDefault(owned(className, member), List.of()).stream()
                        .filter(m -> m.annotation().equals(annotation))
                        .toList();
        return all.stream()
                .filter(m -> m.element().equals(element) && m.text().equals(value))
                .findFirst()
                .or(() -> all.stream().filter(m -> m.element().equals(element)).findFirst())
                .or(() -> all.stream().findFirst());
    }

    public Optional<String> text(String file) {
        return Optional.ofNullable(texts.get(file));
    }

    private String owned(String className, String member) {
        String own = key(className, member);
        @Nullable String owner = owners.get(own);
        return owner == null ? own : key(owner, member);
    }

    private static String key(String className, String member) {
        return className + "#" + member;
    }
}
