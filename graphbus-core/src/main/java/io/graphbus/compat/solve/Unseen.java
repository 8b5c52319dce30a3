package io.graphbus.compat.solve;

import io.graphbus.compat.formula.Formula;
import io.graphbus.compat.formula.Formula.Seen;
import io.graphbus.compat.formula.Literal;
import io.graphbus.compat.formula.Term;
import io.graphbus.compat.formula.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Decides for {@code unevaluated...} first which parts of the schema look at the value. */
final class Unseen {

    private Unseen() {}

    static void members(Formula.UnseenMembers unseen, boolean positive, Expansion expansion) {
        Terms terms = expansion.terms();
        decide(
                unseen.seen(),
                seen -> terms.of(new Formula.UnseenMembers(seen, unseen.member())),
                () -> members(unseen, terms),
                positive,
                expansion);
    }

    static void items(Formula.UnseenItems unseen, boolean positive, Expansion expansion) {
        Terms terms = expansion.terms();
        decide(
                unseen.seen(),
                seen -> terms.of(new Formula.UnseenItems(seen, unseen.item())),
                () -> items(unseen, terms),
                positive,
                expansion);
    }

    /**
     * Chooses whether the first part that depends on a condition looks at the value, or says what
     * is left when all is chosen.
     */
    private static void decide(
            List<Seen> all,
            Function<List<Seen>, Term> again,
            Supplier<Term> decided,
            boolean positive,
            Expansion expansion) {
        Terms terms = expansion.terms();
        Optional<Seen> undecided = undecided(all, terms);
        if (undecided.isEmpty()) {
            expansion.choose(List.of(List.of(new Literal(decided.get(), positive))));
        } else {
            Seen seen = undecided.get();
            Term with = again.apply(decided(all, seen, terms, true));
            Term without = again.apply(decided(all, seen, terms, false));
            expansion.choose(either(seen, with, without, positive));
        }
    }

    private static List<List<Literal>> either(
            Seen seen, Term with, Term without, boolean positive) {
        return List.of(
                List.of(seen.condition().holds(), new Literal(with, positive)),
                List.of(seen.condition().fails(), new Literal(without, positive)));
    }

    private static Optional<Seen> undecided(List<Seen> seen, Terms terms) {
        return seen.stream().filter(s -> s.condition() != terms.always()).findFirst();
    }

    /** The same with all that depends on one condition decided. */
    private static List<Seen> decided(List<Seen> all, Seen decided, Terms terms, boolean holds) {
        List<Seen> rest = new ArrayList<>();
        for (Seen seen : all) {
            if (seen.condition() != decided.condition()) {
                rest.add(seen);
            } else if (holds) {
                rest.add(
                        new Seen(
                                terms.always(),
                                seen.names(),
                                seen.matching(),
                                seen.items(),
                                seen.all()));
            }
        }
        return List.copyOf(rest);
    }

    private static Term members(Formula.UnseenMembers unseen, Terms terms) {
        if (unseen.seen().stream().anyMatch(Seen::all)) {
            return terms.always();
        }
        Map<String, Term> named = new HashMap<>();
        Map<String, Term> matching = new HashMap<>();
        for (Seen seen : unseen.seen()) {
            seen.names().forEach(name -> named.put(name, terms.always()));
            seen.matching().forEach(pattern -> matching.put(pattern, terms.always()));
        }
        return terms.of(new Formula.Members(named, matching, unseen.member()));
    }

    private static Term items(Formula.UnseenItems unseen, Terms terms) {
        if (unseen.seen().stream().anyMatch(Seen::all)) {
            return terms.always();
        }
        int first = unseen.seen().stream().mapToInt(Seen::items).max().orElse(0);
        List<Term> leading = new ArrayList<>();
        for (int i = 0; i < first; i++) {
            leading.add(terms.always());
        }
        return terms.of(new Formula.Items(List.copyOf(leading), unseen.item()));
    }
}
