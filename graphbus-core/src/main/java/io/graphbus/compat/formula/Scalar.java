package io.graphbus.compat.formula;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values without parts: equal ones have equal normal forms. */
public final class Scalar {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Numbers of more digits keep their exponent. */
    private static final int MOST_DIGITS = 40;

    private Scalar() {}

    /** 1, 1.0 and 1e0 are one value. */
    public static JsonNode normal(JsonNode value) {
        return value.isNumber() ? number(value.decimalValue()) : value;
    }

    public static JsonNode number(BigDecimal value) {
        return NODES.numberNode(value.stripTrailingZeros());
    }

    public static JsonNode text(String value) {
        return NODES.stringNode(value);
    }

    /** The same value with numbers as one would write them. */
    public static JsonNode plain(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode plain = NODES.objectNode();
            object.properties().forEach(m -> plain.set(m.getKey(), plain(m.getValue())));
            return plain;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode plain = NODES.arrayNode();
            array.forEach(item -> plain.add(plain(item)));
            return plain;
        }
        return value.isNumber() ? plain(value.decimalValue().stripTrailingZeros()) : value;
    }

    private static JsonNode plain(BigDecimal number) {
        if (number.scale() > 0 || number.precision() - number.scale() > MOST_DIGITS) {
            return NODES.numberNode(number);
        }
        BigInteger whole = number.toBigIntegerExact();
        return whole.bitLength() < Long.SIZE
                ? NODES.numberNode(whole.longValueExact())
                : NODES.numberNode(whole);
    }
}
