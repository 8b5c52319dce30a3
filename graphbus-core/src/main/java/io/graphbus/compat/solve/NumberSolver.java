package io.graphbus.compat.solve;

import io.graphbus.compat.formula.Formula;
import io.graphbus.compat.formula.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds a number between bounds that is a multiple of some numbers and not of others. */
final class NumberSolver {

    private static final int TRIES = 10_000;
    private static final BigDecimal TWO = BigDecimal.TWO;

    private final List<BigDecimal> multiples;
    private final List<BigDecimal> avoided;
    private final Set<JsonNode> excluded;
    private @Nullable BigDecimal low;
    private @Nullable BigDecimal high;
    private boolean aboveLow;
    private boolean belowHigh;

    private NumberSolver(Facts facts) {
        this.multiples = facts.holding(Formula.Multiple.class).map(Formula.Multiple::of).toList();
        this.avoided = facts.failing(Formula.Multiple.class).map(Formula.Multiple::of).toList();
        this.excluded = new HashSet<>(facts.excluded().toList());
        facts.holding(Formula.Least.class).forEach(this::least);
        facts.holding(Formula.Most.class).forEach(this::most);
    }

    static Outcome solve(Facts facts) {
        NumberSolver solver = new NumberSolver(facts);
        if (solver.fits(BigDecimal.ZERO)) { // a multiple of everything, and easy on the eye
            return Outcome.found(Scalar.number(BigDecimal.ZERO), true);
        }
        return solver.multiples.isEmpty() ? solver.dense() : solver.stepped();
    }

    private void least(Formula.Least least) {
        int order = low == null ? 1 : least.bound().compareTo(low);
        if (order > 0 || (order == 0 && least.exclusive())) {
            low = least.bound();
            aboveLow = least.exclusive();
        }
    }

    private void most(Formula.Most most) {
        int order = high == null ? -1 : most.bound().compareTo(high);
        if (order < 0 || (order == 0 && most.exclusive())) {
            high = most.bound();
            belowHigh = most.exclusive();
        }
    }

    private boolean fits(BigDecimal number) {
        return isInside(number)
                && avoided.stream().noneMatch(step -> isMultiple(number, step))
                && !excluded.contains(Scalar.number(number));
    }

    private boolean isInside(BigDecimal number) {
        int below = low == null ? 1 : number.compareTo(low);
        int above = high == null ? -1 : number.compareTo(high);
        return (below > 0 || (below == 0 && !aboveLow))
                && (above < 0 || (above == 0 && !belowHigh));
    }

    static boolean isMultiple(BigDecimal number, BigDecimal step) {
        return number.remainder(step).signum() == 0;
    }

    /** Between two bounds that differ there are more numbers than could ever be excluded. */
    private Outcome dense() {
        if (low != null && high != null) {
            int order = low.compareTo(high);
            if (order > 0 || (order == 0 && !fits(low))) {
                return Outcome.NONE;
            }
        }
        return candidates().stream()
                .filter(this::fits)
                .findFirst()
                .map(number -> Outcome.found(Scalar.number(number), true))
                .orElse(Outcome.UNKNOWN);
    }

    private List<BigDecimal> candidates() {
        List<BigDecimal> found = new ArrayList<>();
        BigDecimal from = low != null ? low : high != null ? high : BigDecimal.ZERO;
        BigDecimal first = from.setScale(0, RoundingMode.CEILING);
        found.add(from);
        for (int i = 0; i <= excluded.size() + 50; i++) {
            found.add(low != null || high == null ? first.add(of(i)) : first.subtract(of(i)));
        }
        BigDecimal far = low != null && high != null ? high : found.getLast();
        found.add(far);
        BigDecimal middle = from;
        for (int i = 0; i <= excluded.size() + 40; i++) {
            middle = i == 0 ? from.add(far).divide(TWO) : from.add(middle).divide(TWO);
            found.add(middle);
        }
        return found;
    }

    private static BigDecimal of(long number) {
        return BigDecimal.valueOf(number);
    }

    private Outcome stepped() {
        BigDecimal step =
                multiples.stream().reduce(NumberSolver::leastCommonMultiple).orElseThrow();
        if (avoided.stream().anyMatch(other -> isMultiple(step, other))) {
            return Outcome.NONE;
        }
        BigInteger first = low == null ? null : quotient(low, step, RoundingMode.CEILING);
        BigInteger last = high == null ? null : quotient(high, step, RoundingMode.FLOOR);
        boolean down = first == null && last != null;
        BigInteger from = first != null ? first : last != null ? last : BigInteger.ZERO;
        for (int i = 0; i < TRIES; i++) {
            BigInteger k = down ? from.subtract(big(i)) : from.add(big(i));
            if (first != null && last != null && k.compareTo(last) > 0) {
                return Outcome.NONE;
            }
            BigDecimal number = step.multiply(new BigDecimal(k));
            if (fits(number)) {
                return Outcome.found(Scalar.number(number), true);
            }
        }
        return Outcome.UNKNOWN;
    }

    private static BigInteger big(long number) {
        return BigInteger.valueOf(number);
    }

    private static BigInteger quotient(BigDecimal number, BigDecimal step, RoundingMode mode) {
        BigDecimal whole = number.divideToIntegralValue(step);
        BigDecimal rest = number.subtract(whole.multiply(step));
        BigInteger quotient = whole.toBigInteger();
        if (rest.signum() > 0 && mode == RoundingMode.CEILING) {
            return quotient.add(BigInteger.ONE);
        }
        return rest.signum() < 0 && mode == RoundingMode.FLOOR
                ? quotient.subtract(BigInteger.ONE)
                : quotient;
    }

    private static BigDecimal leastCommonMultiple(BigDecimal a, BigDecimal b) {
        int scale = Math.max(0, Math.max(a.scale(), b.scale()));
        BigInteger left = a.setScale(scale).unscaledValue();
        BigInteger right = b.setScale(scale).unscaledValue();
        return new BigDecimal(left.multiply(right).divide(left.gcd(right)), scale)
                .stripTrailingZeros();
    }
}
