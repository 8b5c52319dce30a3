package io.graphbus.compat.regex;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A set of Unicode code points without surrogates, as ascending ranges that do not touch.
 *
 * @param ranges pairs of first and last code point
 */
record CodePoints(List<int[]> ranges) {

    static final int LAST = Character.MAX_CODE_POINT;

    private static final int HIGH = Character.MIN_HIGH_SURROGATE;
    private static final int LOW = Character.MIN_LOW_SURROGATE;
    private static final Map<String, CodePoints> PROPERTIES = new ConcurrentHashMap<>();

    static final CodePoints ALL =
            of(0, HIGH - 1).or(of(Character.MAX_LOW_SURROGATE + 1, LAST)).without(Markers.ALL);
    static final CodePoints DIGIT = of('0', '9');
    static final CodePoints WORD = DIGIT.or(of('a', 'z')).or(of('A', 'Z')).or(of('_', '_'));
    static final CodePoints LINE_END = of('\n', '\n').or(of('\r', '\r')).or(of(0x2028, 0x2029));
    static final CodePoints SPACE =
            LINE_END.or(of('\t', '\t'))
                    .or(of(0x0B, 0x0C))
                    .or(of(' ', ' '))
                    .or(of(0xA0, 0xA0))
                    .or(of(0x1680, 0x1680))
                    .or(of(0x2000, 0x200A))
                    .or(of(0x202F, 0x202F))
                    .or(of(0x205F, 0x205F))
                    .or(of(0x3000, 0x3000))
                    .or(of(0xFEFF, 0xFEFF));

    static CodePoints of(int first, int last) {
        return new CodePoints(List.of(new int[] {first, last}));
    }

    /** Those with a Unicode property, such as {@code L} or {@code Script=Greek}. */
    static CodePoints withProperty(String name) {
        return PROPERTIES.computeIfAbsent(name, CodePoints::scan);
    }

    private static CodePoints scan(String name) {
        var has = Pattern.compile("\\p{" + name + "}").asMatchPredicate();
        List<int[]> found = new ArrayList<>();
        int from = -1;
        for (int c = 0; c <= LAST; c++) {
            boolean in = (c < HIGH || c > Character.MAX_LOW_SURROGATE) && has.test(text(c));
            if (in && from < 0) {
                from = c;
            } else if (!in && from >= 0) {
                found.add(new int[] {from, c - 1});
                from = -1;
            }
        }
        if (from >= 0) {
            found.add(new int[] {from, LAST});
        }
        return new CodePoints(found);
    }

    private static String text(int codePoint) {
        return Character.toString(codePoint);
    }

    CodePoints or(CodePoints other) {
        List<int[]> all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        all.sort((a, b) -> Integer.compare(a[0], b[0]));
        List<int[]> merged = new ArrayList<>();
        for (int[] next : all) {
            int[] last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && next[0] <= last[1] + 1) {
                last[1] = Math.max(last[1], next[1]);
            } else {
                merged.add(next.clone());
            }
        }
        return new CodePoints(merged);
    }

    CodePoints without(CodePoints other) {
        List<int[]> rest = new ArrayList<>();
        for (int[] range : ranges) {
            int from = range[0];
            for (int[] hole : other.ranges) {
                if (hole[1] >= from && hole[0] <= range[1]) {
                    if (hole[0] > from) {
                        rest.add(new int[] {from, hole[0] - 1});
                    }
                    from = hole[1] + 1;
                }
            }
            if (from <= range[1]) {
                rest.add(new int[] {from, range[1]});
            }
        }
        return new CodePoints(rest);
    }

    /** All others. */
    CodePoints not() {
        return ALL.without(this);
    }

    /** One of these, as Java's strings have it: those beyond the first plane as two characters. */
    Automaton automaton() {
        State start = new State();
        State end = new State();
        end.setAccept(true);
        Map<Integer, CodePoints> lows = new TreeMap<>();
        for (int[] range : without(Markers.ALL).ranges) {
            if (range[0] <= 0xFFFF) {
                start.addTransition(step(range[0], Math.min(range[1], 0xFFFF), end));
            }
            if (range[1] > 0xFFFF) {
                pairs(Math.max(range[0], 0x10000), range[1], lows);
            }
        }
        Map<String, State> between = new HashMap<>();
        lows.forEach(
                (high, low) ->
                        start.addTransition(
                                step(
                                        high,
                                        high,
                                        between.computeIfAbsent(
                                                low.text(), key -> low.before(end)))));
        Automaton automaton = new Automaton();
        automaton.setInitialState(start);
        automaton.setDeterministic(true);
        automaton.reduce();
        return automaton;
    }

    private static void pairs(int first, int last, Map<Integer, CodePoints> lows) {
        int lastHigh = Character.highSurrogate(last);
        for (int high = Character.highSurrogate(first); high <= lastHigh; high++) {
            int from = high == Character.highSurrogate(first) ? Character.lowSurrogate(first) : LOW;
            int to = high == lastHigh ? Character.lowSurrogate(last) : LOW + 0x3FF;
            lows.merge(high, of(from, to), CodePoints::or);
        }
    }

    private String text() {
        return ranges.stream().map(Arrays::toString).collect(Collectors.joining());
    }

    private State before(State end) {
        State state = new State();
        ranges.forEach(range -> state.addTransition(step(range[0], range[1], end)));
        return state;
    }

    private static Transition step(int first, int last, State to) {
        return new Transition((char) first, (char) last, to);
    }
}
