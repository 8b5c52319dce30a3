package io.graphbus.compat.formula;

/**
 * A term that must or must not hold.
 *
 * @param positive whether it must
 */
public record Literal(Term term, boolean positive) implements Comparable<Literal> {

    public Literal not() {
        return new Literal(term, !positive);
    }

    /** A number that only equal literals have. */
    public int code() {
        return term.number() * 2 + (positive ? 1 : 0);
    }

    /** Mixed, since a set's hash is the sum of its members', and many sets have equal sums. */
    @Override
    public int hashCode() {
        int hash = code() * 0x85EBCA6B;
        hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
        return hash ^ (hash >>> 16);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Literal literal && literal.code() == code();
    }

    @Override
    public int compareTo(Literal other) {
        return Integer.compare(code(), other.code());
    }
}
