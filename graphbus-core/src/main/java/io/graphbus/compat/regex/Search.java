package io.graphbus.compat.regex;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.State;
import java.util.Set;

/** From what an expression matches to the texts in which it finds that. */
final class Search {

    private static final int STATES = 4000;

    private Search() {}

    /**
     * The texts in which the pattern occurs.
     *
     * @param pattern what it matches, with the markers where it wants a text's ends
     */
    static Automaton in(Automaton pattern) {
        Automaton any = CodePoints.ALL.automaton().repeat();
        Automaton start = Automaton.makeChar(Markers.START);
        Automaton end = Automaton.makeChar(Markers.END);
        Automaton found =
                start.concatenate(any)
                        .optional()
                        .concatenate(pattern)
                        .concatenate(any.concatenate(end).optional());
        Automaton whole = start.concatenate(any).concatenate(end);
        Automaton marked = Subsets.determinized(whole.intersection(found), STATES);
        return stripped(marked);
    }

    /** Without the markers at both ends. */
    private static Automaton stripped(Automaton marked) {
        marked.expandSingleton();
        State first = marked.getInitialState().step(Markers.START);
        if (first == null) {
            return Automaton.makeEmpty();
        }
        Automaton result = marked.clone();
        State initial = result.getInitialState().step(Markers.START);
        result.setInitialState(initial);
        Set<State> states = result.getStates();
        for (State state : states) {
            boolean last = state.step(Markers.END) != null;
            state.setAccept(last);
            state.getTransitions().removeIf(t -> t.getMin() == Markers.END);
        }
        result.setDeterministic(true);
        result.restoreInvariant();
        result.removeDeadTransitions();
        result.minimize();
        return result;
    }
}
