package io.graphbus.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.type.ArrayType;

/**
 * Reads a number without a fraction as a whole one, however it is written: to JSON Schema {@code
 * 1.0} is an integer, and what a schema accepts can be read. What has a fraction is refused still.
 */
final class WholeNumbersModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    /** More digits than any of the types but {@link BigInteger} holds. */
    private static final int DIGITS = 400;

    private static final Set<Class<?>> WHOLE =
            Set.of(
                    byte.class,
                    Byte.class,
                    short.class,
                    Short.class,
                    int.class,
                    Integer.class,
                    long.class,
                    Long.class,
                    BigInteger.class);

    WholeNumbersModule() {
        super("graphbus-whole-numbers");
        setDeserializerModifier(new Modifier());
        addDeserializer(
                OptionalInt.class,
                new Maybe<>(
                        OptionalInt.class, Integer.class, OptionalInt::of, OptionalInt.empty()));
        addDeserializer(
                OptionalLong.class,
                new Maybe<>(
                        OptionalLong.class, Long.class, OptionalLong::of, OptionalLong.empty()));
    }

    /** Reads a number that may be absent. */
    private static final class Maybe<T, N> extends StdDeserializer<T> {

        private final transient Class<N> number;
        private final transient Function<N, T> some;
        private final transient T none;

        Maybe(Class<T> type, Class<N> number, Function<N, T> some, T none) {
            super(type);
            this.number = number;
            this.some = some;
            this.none = none;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            N read = context.readValue(parser, number);
            return read == null ? none : some.apply(read);
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return Objects.requireNonNull(none);
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return Objects.requireNonNull(none);
        }
    }

    private static final class Modifier extends ValueDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config,
                BeanDescription.Supplier description,
                ValueDeserializer<?> deserializer) {
            return WHOLE.contains(description.getBeanClass())
                    ? new Whole(deserializer)
                    : deserializer;
        }

        @Override
        public ValueDeserializer<?> modifyArrayDeserializer(
                DeserializationConfig config,
                ArrayType type,
                BeanDescription.Supplier description,
                ValueDeserializer<?> deserializer) {
            Class<?> item = type.getContentType().getRawClass();
            return item.isPrimitive() && WHOLE.contains(item) && item != byte.class
                    ? new Wholes(deserializer)
                    : deserializer;
        }
    }

    /** Reads one number. */
    private static final class Whole extends DelegatingDeserializer {

        Whole(ValueDeserializer<?> delegate) {
            super(delegate);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
            return new Whole(delegate);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && !parser.isNaN()) {
                BigDecimal number = parser.getDecimalValue();
                if (isWhole(number)) {
                    return super.deserialize(again(whole(number), context), context);
                }
            }
            return super.deserialize(parser, context);
        }
    }

    /** Reads an array of primitive numbers. */
    private static final class Wholes extends DelegatingDeserializer {

        Wholes(ValueDeserializer<?> delegate) {
            super(delegate);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
            return new Wholes(delegate);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                return super.deserialize(parser, context);
            }
            ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
            for (JsonNode number : context.readTree(parser)) {
                boolean written =
                        number.isFloatingPointNumber()
                                && Double.isFinite(number.doubleValue())
                                && isWhole(number.decimalValue());
                numbers.add(written ? whole(number.decimalValue()) : number);
            }
            return super.deserialize(again(numbers, context), context);
        }
    }

    private static boolean isWhole(BigDecimal number) {
        if (number.signum() == 0) {
            return true;
        }
        return (long) number.precision() - number.scale() <= DIGITS
                && (number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0);
    }

    private static JsonNode whole(BigDecimal number) {
        return BigIntegerNode.valueOf(number.toBigIntegerExact());
    }

    private static JsonParser again(JsonNode tree, DeserializationContext context) {
        JsonParser parser = tree.traverse(context);
        parser.nextToken();
        return parser;
    }
}
