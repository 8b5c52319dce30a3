package io.graphbus.build;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.invoke.Dispatcher;
import io.graphbus.model.AgentDefinition;
import io.graphbus.schema.GenericTypes;
import io.graphbus.source.AgentMethods;
import io.graphbus.source.AgentMethods.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the source of one dispatcher per agent, which calls the agent's methods without
 * reflection.
 */
final class CodeWriter {

    /** Methods of more cases grow beyond what the just-in-time compiler takes. */
    private static final int CASES = 64;

    private static final TypeName ARGUMENTS = TypeName.get(Object[].class);

    private final Class<?> type;
    private final AgentDefinition agent;
    private final List<Member> operations;

    private CodeWriter(Class<?> type, AgentDefinition agent) {
        this.type = type;
        this.agent = agent;
        Map<String, Member> byName =
                AgentMethods.of(type).stream()
                        .filter(Extractor::isOperation)
                        .collect(Collectors.toMap(Member::name, Function.identity(), (a, b) -> a));
        this.operations = agent.operations().stream().map(byName::get).toList();
    }

    /** Writes the dispatcher of {@code type} below a directory and returns its file. */
    static Path write(Class<?> type, AgentDefinition agent, Path directory) throws IOException {
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
        methods().forEach(dispatcher::addMethod);
        if (operations.size() <= CASES && operations.stream().anyMatch(CodeWriter::takesOne)) {
            dispatcher.addMethod(dispatchOne());
        }
        return JavaFile.builder(type.getPackageName(), dispatcher.build())
                .indent("    ")
                .skipJavaLangImports(true)
                .build();
    }

    private static AnnotationSpec unchecked() {
        return AnnotationSpec.builder(SuppressWarnings.class)
                .addMember("value", "{$S, $S, $S}", "unchecked", "rawtypes", "deprecation")
                .build();
    }

    private MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addParameter(ClassName.get(type), "agent")
                .addStatement("this.agent = agent")
                .build();
    }

    private List<MethodSpec> methods() {
        MethodSpec.Builder dispatch =
                signature("dispatch").addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
        if (operations.size() <= CASES) {
            return List.of(dispatch.addCode(cases(0, operations.size())).build());
        }
        List<MethodSpec> methods = new ArrayList<>();
        CodeBlock.Builder chunks =
                CodeBlock.builder().add("return switch (operation / $L) {\n", CASES).indent();
        for (int from = 0; from < operations.size(); from += CASES) {
            String chunk = "dispatch" + from / CASES;
            chunks.add("case $L -> $L(operation, arguments);\n", from / CASES, chunk);
            int to = Math.min(operations.size(), from + CASES);
            methods.add(
                    signature(chunk)
                            .addModifiers(Modifier.PRIVATE)
                            .addCode(cases(from, to))
                            .build());
        }
        methods.add(0, dispatch.addCode(end(chunks)).build());
        return methods;
    }

    private static boolean takesOne(Member member) {
        return member.parameters().size() == 1;
    }

    /** Calls methods of one parameter without an array for it. */
    private MethodSpec dispatchOne() {
        CodeBlock.Builder code = CodeBlock.builder().add("return switch (operation) {\n").indent();
        for (int i = 0; i < operations.size(); i++) {
            if (takesOne(operations.get(i))) {
                code.add(dispatchCase(i, operations.get(i), "argument"));
            }
        }
        code.add("default -> dispatch(operation, new Object[] {argument});\n");
        return MethodSpec.methodBuilder("dispatchOne")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(Object.class)
                .addParameter(int.class, "operation")
                .addParameter(Object.class, "argument")
                .addException(Throwable.class)
                .addCode(code.unindent().add("};\n").build())
                .build();
    }

    private static MethodSpec.Builder signature(String name) {
        return MethodSpec.methodBuilder(name)
                .returns(Object.class)
                .addParameter(int.class, "operation")
                .addParameter(ARGUMENTS, "arguments")
                .addException(Throwable.class);
    }

    private CodeBlock cases(int from, int to) {
        if (from == to) {
            return CodeBlock.of("throw $L;\n", noOperation());
        }
        CodeBlock.Builder code = CodeBlock.builder().add("return switch (operation) {\n").indent();
        for (int i = from; i < to; i++) {
            code.add(dispatchCase(i, operations.get(i), null));
        }
        return end(code);
    }

    /**
     * One operation's case.
     *
     * @param argument the variable of its only argument; {@code null} for the array of all
     */
    private static CodeBlock dispatchCase(int number, Member member, @Nullable String argument) {
        boolean isVoid = GenericTypes.raw(member.returns()) == void.class;
        return CodeBlock.of(
                isVoid ? "case $L -> {\n$>$L;\nyield null;\n$<}\n" : "case $L -> $L;\n",
                number,
                call(member, argument));
    }

    private static CodeBlock end(CodeBlock.Builder code) {
        return code.add("default -> throw $L;\n", noOperation()).unindent().add("};\n").build();
    }

    private static CodeBlock noOperation() {
        return CodeBlock.of(
                "new $T($S + operation)", IllegalArgumentException.class, "no operation ");
    }

    private static CodeBlock call(Member member, @Nullable String argument) {
        List<CodeBlock> arguments = new ArrayList<>();
        for (int i = 0; i < member.parameters().size(); i++) {
            Class<?> parameter = GenericTypes.raw(member.parameters().get(i));
            String value = argument == null ? "arguments[" + i + "]" : argument;
            arguments.add(
                    parameter == Object.class
                            ? CodeBlock.of("$L", value)
                            : CodeBlock.of("($T) $L", parameter, value));
        }
        return CodeBlock.of("agent.$N($L)", member.name(), CodeBlock.join(arguments, ", "));
    }
}
