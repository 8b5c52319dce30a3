package io.graphbus.cli.generate;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A value for a test, and how it is written. Tried out: a record that refuses it has none.
 *
 * @param source a Java expression, with full names
 */
record Sample(String source, Object value) {

    private static final Map<Class<?>, Sample> KNOWN =
            Map.ofEntries(
                    Map.entry(String.class, new Sample("\"1\"", "1")),
                    Map.entry(int.class, new Sample("1", 1)),
                    Map.entry(long.class, new Sample("1L", 1L)),
                    Map.entry(short.class, new Sample("(short) 1", (short) 1)),
                    Map.entry(byte.class, new Sample("(byte) 1", (byte) 1)),
                    Map.entry(char.class, new Sample("'1'", '1')),
                    Map.entry(double.class, new Sample("1.0", 1.0)),
                    Map.entry(float.class, new Sample("1.0f", 1.0f)),
                    Map.entry(boolean.class, new Sample("true", true)),
                    Map.entry(
                            BigDecimal.class,
                            new Sample("java.math.BigDecimal.ONE", BigDecimal.ONE)),
                    Map.entry(
                            BigInteger.class,
                            new Sample("java.math.BigInteger.ONE", BigInteger.ONE)),
                    Map.entry(Instant.class, new Sample("java.time.Instant.EPOCH", Instant.EPOCH)),
                    Map.entry(
                            LocalDate.class,
                            new Sample("java.time.LocalDate.EPOCH", LocalDate.EPOCH)),
                    Map.entry(
                            Duration.class,
                            new Sample("java.time.Duration.ofSeconds(1)", Duration.ofSeconds(1))),
                    Map.entry(UUID.class, new Sample("new java.util.UUID(0, 1)", new UUID(0, 1))),
                    Map.entry(
                            Optional.class,
                            new Sample("java.util.Optional.empty()", Optional.empty())),
                    Map.entry(List.class, new Sample("java.util.List.of()", List.of())),
                    Map.entry(Collection.class, new Sample("java.util.List.of()", List.of())),
                    Map.entry(Set.class, new Sample("java.util.Set.of()", Set.of())),
                    Map.entry(Map.class, new Sample("java.util.Map.of()", Map.of())));

    private static final Map<Class<?>, Class<?>> BOXED =
            Map.of(
                    Integer.class, int.class,
                    Long.class, long.class,
                    Short.class, short.class,
                    Byte.class, byte.class,
                    Character.class, char.class,
                    Double.class, double.class,
                    Float.class, float.class,
                    Boolean.class, boolean.class);

    static Optional<Sample> of(Class<?> type) {
        Sample known = KNOWN.get(BOXED.getOrDefault(type, type));
        if (known != null) {
            return Optional.of(known);
        }
        if (type.isEnum() && type.getEnumConstants().length > 0) {
            Object first = type.getEnumConstants()[0];
            String name = type.getCanonicalName() + "." + ((Enum<?>) first).name();
            return Optional.of(new Sample(name, first));
        }
        return type.isRecord() ? record(type) : Optional.empty();
    }

    private static Optional<Sample> record(Class<?> type) {
        List<Sample> parts = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Optional<Sample> part =
                    component.getType() == type ? Optional.empty() : of(component.getType());
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        String arguments = String.join(", ", parts.stream().map(Sample::source).toList());
        return Optional.ofNullable(made(type, parts.stream().map(Sample::value).toArray()))
                .map(
                        made ->
                                new Sample(
                                        "new " + type.getCanonicalName() + "(" + arguments + ")",
                                        made));
    }

    private static @Nullable Object made(Class<?> type, Object[] arguments) {
        Class<?>[] types =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException refused) {
            return null;
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }
}
