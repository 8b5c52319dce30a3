package io.graphbus.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.graphbus.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.groups.Tuple;

/**
 * One change of a source, and the problems it makes.
 *
 * @param file that is changed
 * @param find replaced once by {@code replace}
 * @param faults what must be said, and nothing else
 */
record Mutation(String file, String find, String replace, List<Fault> faults) {

    /**
     * A problem to expect.
     *
     * @param at a text whose first occurrence in {@code file} stands on the problem's line
     */
    record Fault(ProblemCode code, String file, String at) {}

    /** Whose problem stands where the change begins. */
    static Mutation of(String file, String find, String replace, String code) {
        return at(file, find, replace, code, replace);
    }

    static Mutation at(String file, String find, String replace, String code, String at) {
        Fault fault = new Fault(ProblemCode.valueOf(code), file, at);
        return new Mutation(file, find, replace, List.of(fault));
    }

    Mutation and(String code, String otherFile, String at) {
        List<Fault> more = new ArrayList<>(faults);
        more.add(new Fault(ProblemCode.valueOf(code), otherFile, at));
        return new Mutation(file, find, replace, more);
    }

    Map<String, String> apply(Map<String, String> sources) {
        Map<String, String> changed = new TreeMap<>(sources);
        String text = sources.get("shop/" + file);
        assertThat(text).contains(find);
        int at = text.indexOf(find);
        changed.put(
                "shop/" + file,
                text.substring(0, at) + replace + text.substring(at + find.length()));
        return changed;
    }

    List<Tuple> expected(Map<String, String> sources) {
        return faults.stream().map(fault -> tuple(fault.code(), place(fault, sources))).toList();
    }

    private static String place(Fault fault, Map<String, String> sources) {
        String text = sources.get("shop/" + fault.file());
        assertThat(text).contains(fault.at());
        String before = text.substring(0, text.indexOf(fault.at()));
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        return "shop/" + fault.file() + ":" + line;
    }

    @Override
    public String toString() {
        return (file + ": " + find + " -> " + replace + " " + faults.get(0).code())
                .replaceAll("\\s+", " ");
    }
}
