package io.graphbus.compat.formula;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One condition on a value. Those that concern one type hold for every value of another type, as
 * JSON Schema has it.
 */
public sealed interface Formula {

    /** Always or never. */
    record Constant(boolean holds) implements Formula {}

    /** Something that is not understood; it may hold or not. */
    record Opaque(String what) implements Formula {}

    record All(List<Term> parts) implements Formula {}

    record Any(List<Term> parts) implements Formula {}

    /** Exactly one. */
    record One(List<Term> parts) implements Formula {}

    record Not(Term part) implements Formula {}

    record Choice(Term condition, Term then, Term otherwise) implements Formula {}

    /** Whatever the terms know under this key. */
    record Reference(String key) implements Formula {}

    record Types(Set<JsonType> types) implements Formula {}

    /** One of some values without parts, numbers in normal form. */
    record Scalars(Set<JsonNode> values) implements Formula {}

    record Least(BigDecimal bound, boolean exclusive) implements Formula {}

    record Most(BigDecimal bound, boolean exclusive) implements Formula {}

    record Multiple(BigDecimal of) implements Formula {}

    record MinLength(int length) implements Formula {}

    record MaxLength(int length) implements Formula {}

    record Matches(String expression) implements Formula {}

    record Required(String name) implements Formula {}

    record MinMembers(int count) implements Formula {}

    record MaxMembers(int count) implements Formula {}

    /** What members by these names, by names that match, and all others are like. */
    record Members(Map<String, Term> named, Map<String, Term> matching, Term others)
            implements Formula {}

    /** What names of members are like. */
    record Names(Term name) implements Formula {}

    record MinItems(int count) implements Formula {}

    record MaxItems(int count) implements Formula {}

    record Items(List<Term> first, Term rest) implements Formula {}

    /** How many items are like this. */
    record Contains(Term item, int least, int most) implements Formula {}

    /** No two items are equal. */
    record Distinct() implements Formula {}

    /** What members are like that nothing else has looked at. */
    record UnseenMembers(List<Seen> seen, Term member) implements Formula {}

    /** What items are like that nothing else has looked at. */
    record UnseenItems(List<Seen> seen, Term item) implements Formula {}

    /**
     * What one part of a schema looks at.
     *
     * @param condition when it does
     * @param items how many items from the first
     * @param all whether it looks at everything
     */
    record Seen(Term condition, Set<String> names, Set<String> matching, int items, boolean all) {}
}
