package io.graphbus.migration.operation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The types of JSON that a value can be converted between. */
enum Scalar {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Short enough for what is made of it to be written down. */
    private static final Pattern DECIMAL =
            Pattern.compile("-?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?");

    static Optional<Scalar> of(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean has(JsonNode value) {
        return switch (this) {
            case STRING -> value.isString();
            case INTEGER -> value.isNumber() && isWhole(value.decimalValue());
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
        };
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    /** Whether the other type has each of this one's values, and tells them apart. */
    boolean isKeptBy(Scalar other) {
        return switch (this) {
            case STRING -> other == BOOLEAN;
            case INTEGER -> other == STRING || other == NUMBER;
            case NUMBER -> other == STRING;
            case BOOLEAN -> true;
        };
    }

    /** The value in the other type; {@code null} when it has none. */
    @Nullable JsonNode to(Scalar other, JsonNode value) {
        return switch (other) {
            case STRING -> NODES.stringNode(text(value));
            case BOOLEAN -> truth(value);
            case NUMBER -> this == INTEGER ? value : number(value);
            case INTEGER -> whole(value);
        };
    }

    private String text(JsonNode value) {
        return this == INTEGER ? integer(value.decimalValue()).toString() : value.asString();
    }

    private @Nullable JsonNode truth(JsonNode value) {
        if (value.isNumber()) {
            return NODES.booleanNode(value.decimalValue().signum() != 0);
        }
        return switch (value.asString()) {
            case "true" -> NODES.booleanNode(true);
            case "false" -> NODES.booleanNode(false);
            default -> null;
        };
    }

    private static @Nullable JsonNode number(JsonNode value) {
        BigDecimal decimal = decimal(value);
        return decimal == null ? null : NODES.numberNode(decimal);
    }

    private @Nullable JsonNode whole(JsonNode value) {
        BigDecimal decimal = decimal(value);
        if (decimal == null || this == STRING && !isWhole(decimal)) {
            return null;
        }
        BigInteger integer = integer(decimal);
        return integer.bitLength() < Long.SIZE
                ? NODES.numberNode(integer.longValue())
                : NODES.numberNode(integer);
    }

    /** Half goes to the even one. */
    private static BigInteger integer(BigDecimal decimal) {
        return decimal.setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
    }

    private static @Nullable BigDecimal decimal(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        String text = value.asString();
        return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : null;
    }
}
