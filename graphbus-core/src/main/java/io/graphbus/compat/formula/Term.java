package io.graphbus.compat.formula;

/** A formula that exists once: equal formulas of the same {@link Terms} are the same term. */
public final class Term {

    private final int number;
    private final Formula formula;

    Term(int number, Formula formula) {
        this.number = number;
        this.formula = formula;
    }

    public int number() {
        return number;
    }

    public Formula formula() {
        return formula;
    }

    /** This term, which must hold. */
    public Literal holds() {
        return new Literal(this, true);
    }

    /** This term, which must not hold. */
    public Literal fails() {
        return new Literal(this, false);
    }

    @Override
    public String toString() {
        return number + ":" + formula;
    }
}
