package io.graphbus.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.source.SourceIndex.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notes where classes and methods are declared, and classes that are declared twice. */
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
        if (owner != null) {
            index.addMethod(
                    owner,
                    tree.getName().toString(),
                    tree.getParameters().size(),
                    place(tree, tree.getModifiers()));
        }
        return null;
    }

    private String binaryName(String simple) {
        String outer = enclosing.peek();
        if (outer != null) {
            return outer + "$" + simple;
        }
        ExpressionTree room = unit == null ? null : unit.getPackageName();
        return room == null ? simple : room + "." + simple;
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
        var lines = java.util.Objects.requireNonNull(unit).getLineMap();
        return new Place(file, (int) lines.getLineNumber(at), (int) lines.getColumnNumber(at));
    }
}
