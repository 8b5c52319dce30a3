package io.graphbus.filter;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A filter in Google's Common Expression Language. */
final class CelFilter implements Filter {

    private static final CelOptions OPTIONS =
            CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();
    private static final String HINT =
            "Write a CEL condition such as payload.amount > 100 && event.key == \"a\".";
    private static final Set<String> ALWAYS = Set.of("payload", "event");

    private final String expression;
    private final CelRuntime.Program program;
    private final Set<String> names;

    private CelFilter(String expression, CelRuntime.Program program, Set<String> names) {
        this.expression = expression;
        this.program = program;
        this.names = names;
    }

    static Filter compile(String expression, @Nullable Collection<String> allowed) throws Refusal {
        try {
            CelAbstractSyntaxTree parsed = compiler().build().parse(expression).getAst();
            Map<String, Integer> names = names(parsed);
            if (allowed != null) {
                refuseUnknown(expression, names, allowed);
            }
            CelCompilerBuilder builder = compiler();
            names.keySet().forEach(name -> builder.addVar(name, SimpleType.DYN));
            CelCompiler compiler = builder.build();
            CelAbstractSyntaxTree tree = compiler.compile(expression).getAst();
            return new CelFilter(
                    expression,
                    RUNTIME.createProgram(refuseOther(tree)),
                    Set.copyOf(names.keySet()));
        } catch (CelValidationException e) {
            String faults =
                    e.getErrors().stream()
                            .map(CelIssue::getMessage)
                            .collect(Collectors.joining("; "));
            int offset =
                    e.getErrors().stream()
                            .findFirst()
                            .map(issue -> offset(expression, issue.getSourceLocation()))
                            .orElse(0);
            throw new Refusal(new FilterFault(offset, faults, HINT), e);
        } catch (CelEvaluationException e) {
            throw new Refusal(new FilterFault(0, String.valueOf(e.getMessage()), HINT), e);
        }
    }

    /** The members that a compilable expression reads, but of names that macros bring. */
    static List<FilterPath> paths(String expression) {
        try {
            CelAbstractSyntaxTree parsed = compiler().build().parse(expression).getAst();
            return FilterPath.of(expression, parsed).stream()
                    .filter(path -> !bound(expression, path.names().getFirst()))
                    .toList();
        } catch (CelValidationException e) {
            return List.of();
        }
    }

    /** CEL counts lines from 1 and columns from 0. */
    private static int offset(String expression, CelSourceLocation place) {
        int start = 0;
        for (int line = 1; line < place.getLine(); line++) {
            start = expression.indexOf('\n', start) + 1;
        }
        return Math.clamp((long) start + place.getColumn(), 0, expression.length());
    }

    private static CelCompilerBuilder compiler() {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    }

    /** Every identifier with its first place; those that macros bind do no harm. */
    private static Map<String, Integer> names(CelAbstractSyntaxTree tree) {
        Map<Long, Integer> places = tree.getSource().getPositionsMap();
        Map<String, Integer> names = new TreeMap<>();
        CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(node -> node.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT)
                .filter(node -> !node.ident().name().startsWith("@"))
                .filter(node -> !node.ident().name().startsWith("__"))
                .forEach(
                        node ->
                                names.merge(
                                        node.ident().name(),
                                        places.getOrDefault(node.id(), 0),
                                        Math::min));
        return names;
    }

    private static void refuseUnknown(
            String expression, Map<String, Integer> used, Collection<String> allowed)
            throws Refusal {
        Set<String> known = new TreeSet<>(allowed);
        known.addAll(ALWAYS);
        for (Map.Entry<String, Integer> use : used.entrySet()) {
            String name = use.getKey();
            if (!known.contains(name) && !bound(expression, name)) {
                throw new Refusal(
                        new FilterFault(
                                use.getValue(),
                                "the expression uses '" + name + "', which is not there",
                                Nearest.hint(name, "names", known)));
            }
        }
    }

    /** Whether a macro such as {@code items.exists(item, …)} brings the name. */
    private static boolean bound(String expression, String name) {
        return expression.matches("(?s).*\\(\\s*" + name + "\\s*,.*");
    }

    private static CelAbstractSyntaxTree refuseOther(CelAbstractSyntaxTree tree) throws Refusal {
        if (List.of(SimpleType.BOOL, SimpleType.DYN).contains(tree.getResultType())) {
            return tree;
        }
        String message = "the expression gives " + tree.getResultType().name() + ", not bool";
        throw new Refusal(new FilterFault(0, message, HINT));
    }

    private static Problem problem(String expression, String message) {
        return Problem.of(ProblemCode.INVALID_FILTER, expression, message, HINT);
    }

    @Override
    public boolean test(Map<String, ?> variables) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String name : names) {
            if (variables.containsKey(name)) {
                values.put(name, forCel(variables.get(name)));
            }
        }
        try {
            if (program.eval(values) instanceof Boolean verdict) {
                return verdict;
            }
        } catch (CelEvaluationException e) {
            throw problem(expression, String.valueOf(e.getMessage())).toException(e);
        }
        Set<String> absent = new TreeSet<>(names);
        absent.removeAll(values.keySet());
        throw problem(expression, "there is no " + String.join(", ", absent)).toException();
    }

    /** CEL knows whole numbers of 64 bits and doubles. */
    static Object forCel(@Nullable Object value) {
        if (value == null) {
            return dev.cel.common.values.NullValue.NULL_VALUE;
        }
        if (value instanceof EventVariables.About) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, forCel(item)));
            return copy;
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(CelFilter::forCel).toList();
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigInteger big && big.bitLength() < Long.SIZE) {
            return big.longValue();
        }
        return value instanceof Number number && !(value instanceof Long)
                ? (Object) number.doubleValue()
                : value;
    }
}
