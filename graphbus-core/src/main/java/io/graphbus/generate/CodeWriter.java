package io.graphbus.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.invoke.Dispatcher;
import io.graphbus.model.AgentDefinition;
import io.graphbus.schema.GenericTypes;
import io.graphbus.source.AgentMethods;
import io.graphbus.source.AgentMethods.Member;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Writes the source of one dispatcher per agent, which calls the agent's methods without
 * reflection. The same agent gives the same text.
 */
public final class CodeWriter {

    private final Class<?> type;
    private final AgentDefinition agent;
    private final List<Member> operations;

    private CodeWriter(Class<?> type, AgentDefinition agent) {
        this.type = type;
        this.agent = agent;
        Map<String, Member> byName =
                AgentMethods.of(type).stream()
                        .filter(Member::isOperation)
                        .collect(Collectors.toMap(Member::name, Function.identity(), (a, b) -> a));
        this.operations = agent.operations().stream().map(byName::get).toList();
    }

    /** Writes the dispatcher of {@code type} below a directory and returns its file. */
    public static Path write(Class<?> type, AgentDefinition agent, Path directory)
            throws IOException {
        Files.createDirectories(directory);
        return new CodeWriter(type, agent).file().writeToPath(directory);
    }

    private JavaFile file() {
        String name = ArtifactDirectory.dispatcherName(agent);
        String simple = name.substring(name.lastIndexOf('.') + 1);
        TypeSpec.Builder dispatcher =
                TypeSpec.classBuilder(simple)
                        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                        .addSuperinterface(Dispatcher.class)
                        .addJavadoc(
                                "Calls {@code $L}. Written by GraphBus; do not edit.\n",
                                agent.name())
                        .addAnnotation(unchecked())
                        .addField(ClassName.get(type), "agent", Modifier.PRIVATE, Modifier.FINAL)
                        .addMethod(constructor());
        new Switches(operations).methods().forEach(dispatcher::addMethod);
        return JavaFile.builder(type.getPackageName(), dispatcher.build())
                .indent("    ")
                .skipJavaLangImports(!hidesJavaLang())
                .build();
    }

    private static AnnotationSpec unchecked() {
        return AnnotationSpec.builder(SuppressWarnings.class)
                .addMember(
                        "value",
                        "{$S, $S, $S, $S}",
                        "unchecked",
                        "rawtypes",
                        "deprecation",
                        "removal")
                .build();
    }

    private MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addParameter(ClassName.get(type), "agent")
                .addStatement("this.agent = agent")
                .build();
    }

    /** Whether the agent's package has a class named as one of java.lang that is used here. */
    private boolean hidesJavaLang() {
        Stream<Class<?>> written =
                Stream.of(
                        Object.class,
                        Override.class,
                        SuppressWarnings.class,
                        Throwable.class,
                        IllegalArgumentException.class);
        Stream<Class<?>> passed =
                operations.stream()
                        .flatMap(operation -> operation.parameters().stream())
                        .map(GenericTypes::raw);
        return Stream.concat(written, passed)
                .map(CodeWriter::element)
                .filter(used -> used.getPackageName().equals("java.lang"))
                .map(Class::getSimpleName)
                .distinct()
                .anyMatch(this::isNeighbour);
    }

    private static Class<?> element(Class<?> type) {
        return type.isArray() ? element(type.getComponentType()) : type;
    }

    private boolean isNeighbour(String simple) {
        String room = type.getPackageName().replace('.', '/');
        String file = (room.isEmpty() ? simple : room + "/" + simple) + ".class";
        try (InputStream found =
                Objects.requireNonNull(type.getClassLoader()).getResourceAsStream(file)) {
            return found != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
