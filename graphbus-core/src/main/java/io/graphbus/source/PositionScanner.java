package io.graphbus.source;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.source.SourceIndex.Mark;
import io.graphbus.source.SourceIndex.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notes where classes, members and annotations stand, and classes that are declared twice. */
final class PositionScanner extends TreeScanner<@Nullable Void, @Nullable Void> {

    private final SourceIndex index;
    private final SourcePositions positions;
    private final Deque<String> enclosing = new ArrayDeque<>();
    private final List<Problem> problems = new ArrayList<>();
    private @Nullable CompilationUnitTree unit;
    private String file = "";
    private String text = "";

    PositionScanner(SourceIndex index, SourcePositions positions) {
        this.index = index;
        this.positions = positions;
    }

    /**
     * Scans one file; the problems name both places of a class that an earlier file has declared.
     */
    List<Problem> scan(CompilationUnitTree source, String name) {
        unit = source;
        file = name;
        problems.clear();
        try {
            text = source.getSourceFile().getCharContent(true).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        index.addText(name, text);
        scan(source.getTypeDecls(), null);
        return List.copyOf(problems);
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
        if (tree.getSimpleName().isEmpty()) {
            return null;
        }
        String name = binaryName(tree.getSimpleName().toString());
        Place place = place(tree, tree.getModifiers());
        Optional<Place> other = index.addType(name, place);
        other.ifPresent(earlier -> reportTwice(name, earlier, place));
        mark(name, "", tree.getModifiers());
        enclosing.push(name);
        scan(tree.getMembers(), null);
        enclosing.pop();
        return null;
    }

    private void reportTwice(String name, Place earlier, Place place) {
        problems.add(
                Problem.of(
                        ProblemCode.DUPLICATE_AGENT,
                        place.toString(),
                        "the class "
                                + name
                                + " is declared twice: at "
                                + earlier
                                + " and at "
                                + place,
                        "Rename one of them or put it into another package."));
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
        String owner = enclosing.peek();
        if (owner != null && positions.getEndPosition(unit, tree) >= 0) {
            String name = tree.getName().toString();
            List<String> types = tree.getParameters().stream().map(p -> simple(p)).toList();
            index.addMember(owner, name, types, place(tree, tree.getModifiers()));
            mark(owner, name, tree.getModifiers());
            tree.getParameters().forEach(p -> mark(owner, name, p.getModifiers()));
        }
        return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void nothing) {
        String owner = enclosing.peek();
        if (owner != null) {
            String name = tree.getName().toString();
            index.addMember(owner, name, List.of(), place(tree, tree.getModifiers()));
            mark(owner, name, tree.getModifiers());
        }
        return null;
    }

    /** The parameter's type without package, arguments and annotations. */
    private static String simple(VariableTree parameter) {
        String type = String.valueOf(parameter.getType());
        return type.replaceAll("@\\w+(\\([^)]*\\))? ?", "")
                .replaceAll("<.*>", "")
                .replaceAll("^.*\\.(?=\\w)", "")
                .replace("...", "[]");
    }

    private void mark(String owner, String member, ModifiersTree modifiers) {
        for (AnnotationTree annotation : modifiers.getAnnotations()) {
            mark(owner, member, annotation);
        }
    }

    /** Annotations inside others count as their own; the outer one's place comes last. */
    private void mark(String owner, String member, AnnotationTree annotation) {
        String name = annotation.getAnnotationType().toString().replaceAll("^.*\\.", "");
        for (ExpressionTree argument : annotation.getArguments()) {
            if (argument instanceof AssignmentTree assignment) {
                String element = assignment.getVariable().toString();
                mark(owner, member, name, element, assignment.getExpression());
            } else {
                mark(owner, member, name, "value", argument);
            }
        }
        index.addMark(owner, member, new Mark(name, "", "", at(annotation), ""));
    }

    private void mark(
            String owner, String member, String name, String element, ExpressionTree value) {
        if (value instanceof NewArrayTree array) {
            array.getInitializers().forEach(item -> mark(owner, member, name, element, item));
        } else if (value instanceof AnnotationTree inner) {
            index.addMark(owner, member, new Mark(name, element, "", at(inner), ""));
            mark(owner, member, inner);
        } else {
            boolean literal = value instanceof LiteralTree;
            String says = literal ? String.valueOf(((LiteralTree) value).getValue()) : "";
            String written = literal ? written(value) : "";
            index.addMark(owner, member, new Mark(name, element, says, at(value), written));
        }
    }

    private String written(Tree tree) {
        int from = (int) positions.getStartPosition(unit, tree);
        int to = (int) positions.getEndPosition(unit, tree);
        return from < 0 || to > text.length() || from >= to ? "" : text.substring(from, to);
    }

    private String binaryName(String simple) {
        String outer = enclosing.peek();
        if (outer != null) {
            return outer + "$" + simple;
        }
        ExpressionTree room = unit == null ? null : unit.getPackageName();
        return room == null ? simple : room + "." + simple;
    }

    private Place at(Tree tree) {
        return place((int) Math.max(0, positions.getStartPosition(unit, tree)));
    }

    /** Where the declaration itself begins, after its annotations. */
    private Place place(Tree tree, ModifiersTree modifiers) {
        long start = positions.getStartPosition(unit, tree);
        for (Tree annotation : modifiers.getAnnotations()) {
            start = Math.max(start, positions.getEndPosition(unit, annotation));
        }
        int at = (int) Math.max(0, start);
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return place(at);
    }

    private Place place(int at) {
        var lines = Objects.requireNonNull(unit).getLineMap();
        return new Place(file, (int) lines.getLineNumber(at), (int) lines.getColumnNumber(at));
    }
}
