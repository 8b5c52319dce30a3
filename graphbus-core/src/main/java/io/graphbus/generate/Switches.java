package io.graphbus.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.graphbus.schema.GenericTypes;
import io.graphbus.source.AgentMethods.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * The methods of a dispatcher: a switch over the operations, in several methods where one would
 * grow beyond what the just-in-time compiler takes.
 */
final class Switches {

    private static final int MOST_CASES = 64;

    /** Well below the 8,000 bytes of byte code at which a method stays interpreted. */
    private static final int MOST_BYTES = 6_000;

    /** Of a case without arguments: table, call, boxing, return. */
    private static final int CASE_BYTES = 24;

    /** Of loading, casting and unboxing one argument. */
    private static final int ARGUMENT_BYTES = 14;

    private static final TypeName ARGUMENT = TypeName.get(Object.class);

    private static final TypeName ARGUMENTS = TypeName.get(Object[].class);

    private final List<Member> operations;
    private final int chunk;

    Switches(List<Member> operations) {
        this.operations = operations;
        this.chunk = chunk(operations);
    }

    /** The largest number of cases, a power of two, with which no method is too large. */
    private static int chunk(List<Member> operations) {
        int cases = MOST_CASES;
        while (cases > 1 && heaviest(operations, cases) > MOST_BYTES) {
            cases /= 2;
        }
        return cases;
    }

    private static int heaviest(List<Member> operations, int cases) {
        return IntStream.iterate(0, from -> from < operations.size(), from -> from + cases)
                .map(
                        from ->
                                operations
                                        .subList(from, Math.min(operations.size(), from + cases))
                                        .stream()
                                        .mapToInt(Switches::weight)
                                        .sum())
                .max()
                .orElse(0);
    }

    private static int weight(Member member) {
        return CASE_BYTES + ARGUMENT_BYTES * member.parameters().size();
    }

    List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>(group("dispatch", ARGUMENTS, "arguments"));
        if (operations.stream().anyMatch(Switches::takesOne)) {
            methods.addAll(group("dispatchOne", ARGUMENT, "argument"));
        }
        return methods;
    }

    private static boolean takesOne(Member member) {
        return member.parameters().size() == 1;
    }

    /** The public method and, where there are many operations, those it delegates to. */
    private List<MethodSpec> group(String name, TypeName type, String given) {
        boolean one = type.equals(ARGUMENT);
        MethodSpec.Builder door =
                signature(name, type, given)
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC);
        if (operations.size() <= chunk) {
            return List.of(door.addCode(cases(0, operations.size(), one)).build());
        }
        List<MethodSpec> methods = new ArrayList<>();
        CodeBlock.Builder chunks =
                CodeBlock.builder().add("return switch (operation / $L) {\n", chunk).indent();
        for (int from = 0; from < operations.size(); from += chunk) {
            int to = Math.min(operations.size(), from + chunk);
            String part = name + from + "to" + (to - 1);
            chunks.add("case $L -> $L(operation, $L);\n", from / chunk, part, given);
            methods.add(
                    signature(part, type, given)
                            .addModifiers(Modifier.PRIVATE)
                            .addCode(cases(from, to, one))
                            .build());
        }
        methods.add(0, door.addCode(end(chunks, false)).build());
        return methods;
    }

    private static MethodSpec.Builder signature(String name, TypeName type, String given) {
        return MethodSpec.methodBuilder(name)
                .returns(Object.class)
                .addParameter(int.class, "operation")
                .addParameter(type, given)
                .addException(Throwable.class);
    }

    private CodeBlock cases(int from, int to, boolean one) {
        if (from == to) {
            return CodeBlock.of("throw $L;\n", noOperation());
        }
        CodeBlock.Builder code = CodeBlock.builder().add("return switch (operation) {\n").indent();
        for (int i = from; i < to; i++) {
            if (!one || takesOne(operations.get(i))) {
                code.add(dispatchCase(i, operations.get(i), one));
            }
        }
        return end(code, one);
    }

    private static CodeBlock end(CodeBlock.Builder code, boolean one) {
        return code.add(
                        one
                                ? CodeBlock.of(
                                        "default -> dispatch(operation, new $T[] {argument});\n",
                                        Object.class)
                                : CodeBlock.of("default -> throw $L;\n", noOperation()))
                .unindent()
                .add("};\n")
                .build();
    }

    private static CodeBlock noOperation() {
        return CodeBlock.of(
                "new $T($S + operation)", IllegalArgumentException.class, "no operation ");
    }

    private static CodeBlock dispatchCase(int number, Member member, boolean one) {
        boolean isVoid = GenericTypes.raw(member.returns()) == void.class;
        return CodeBlock.of(
                isVoid ? "case $L -> {\n$>$L;\nyield null;\n$<}\n" : "case $L -> $L;\n",
                number,
                call(member, one));
    }

    private static CodeBlock call(Member member, boolean one) {
        List<CodeBlock> arguments = new ArrayList<>();
        for (int i = 0; i < member.parameters().size(); i++) {
            Class<?> parameter = GenericTypes.raw(member.parameters().get(i));
            String value = one ? "argument" : "arguments[" + i + "]";
            arguments.add(
                    parameter == Object.class
                            ? CodeBlock.of("$L", value)
                            : CodeBlock.of("($T) $L", parameter, value));
        }
        return CodeBlock.of("agent.$N($L)", member.name(), CodeBlock.join(arguments, ", "));
    }
}
