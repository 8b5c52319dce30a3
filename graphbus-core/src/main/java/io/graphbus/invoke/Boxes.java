package io.graphbus.invoke;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Java's own rules for which number may stand for which. */
final class Boxes {

    private Boxes() {}

    /** The class of the boxed values; the class itself if it is no primitive. */
    static Class<?> of(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    static boolean isScalar(Object value) {
        return value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character;
    }

    /** A number as a wider one; {@code null} when that could lose something. */
    static @Nullable Object widen(Object value, Class<?> target) {
        boolean whole =
                value instanceof Byte
                        || value instanceof Short
                        || value instanceof Integer
                        || value instanceof Long;
        boolean real = value instanceof Float || value instanceof Double;
        if (whole) {
            return fromWhole(((Number) value).longValue(), value, target);
        }
        if (real && target == Double.class) {
            return ((Number) value).doubleValue();
        }
        if (real && target == BigDecimal.class) {
            return new BigDecimal(value.toString());
        }
        return value instanceof BigInteger big && target == BigDecimal.class
                ? new BigDecimal(big)
                : null;
    }

    private static @Nullable Object fromWhole(long number, Object value, Class<?> target) {
        if (target == Long.class) {
            return number;
        }
        if (target == Integer.class && !(value instanceof Long)) {
            return (int) number;
        }
        if (target == Short.class && value instanceof Byte) {
            return (short) number;
        }
        if (target == Double.class) {
            return (double) number;
        }
        if (target == Float.class) {
            return (float) number;
        }
        if (target == BigDecimal.class) {
            return BigDecimal.valueOf(number);
        }
        return target == BigInteger.class ? BigInteger.valueOf(number) : null;
    }
}
