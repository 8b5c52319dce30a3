package io.graphbus.filter;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A member that an expression reads, such as {@code payload.customer.id}.
 *
 * @param offset of its last name in the expression, in characters
 * @param names from the variable on
 */
public record FilterPath(int offset, List<String> names) {

    public FilterPath {
        names = List.copyOf(names);
    }

    /** The shortest first; without those that the expression itself asks for with {@code has}. */
    static List<FilterPath> of(String expression, CelAbstractSyntaxTree parsed) {
        Map<Long, Integer> places = parsed.getSource().getPositionsMap();
        Set<List<String>> guarded = new HashSet<>();
        List<FilterPath> paths = new ArrayList<>();
        CelNavigableAst.fromAst(parsed)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(node -> node.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT)
                .forEach(
                        node -> {
                            List<String> names = names(node);
                            if (node.select().testOnly()) {
                                guarded.add(names);
                            } else if (!names.isEmpty()) {
                                paths.add(path(expression, places, node, names));
                            }
                        });
        paths.removeIf(path -> path.isWithin(guarded));
        paths.sort(
                Comparator.comparingInt((FilterPath path) -> path.names().size())
                        .thenComparingInt(FilterPath::offset));
        return List.copyOf(paths);
    }

    private static FilterPath path(
            String expression, Map<Long, Integer> places, CelExpr node, List<String> names) {
        int dot = places.getOrDefault(node.id(), 0);
        return new FilterPath(Math.max(0, expression.indexOf(names.getLast(), dot)), names);
    }

    /** Empty when it is a member of something that has no name. */
    private static List<String> names(CelExpr node) {
        List<String> names = new ArrayList<>();
        CelExpr at = node;
        while (at.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT) {
            names.addFirst(at.select().field());
            at = at.select().operand();
        }
        if (at.exprKind().getKind() != CelExpr.ExprKind.Kind.IDENT) {
            return List.of();
        }
        names.addFirst(at.ident().name());
        return names;
    }

    private boolean isWithin(Set<List<String>> guarded) {
        for (int i = 1; i <= names.size(); i++) {
            if (guarded.contains(names.subList(0, i))) {
                return true;
            }
        }
        return false;
    }
}
