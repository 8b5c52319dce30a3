package io.graphbus.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import java.io.File;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Month;
import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Types whose JSON form is not the sum of their fields. No class is initialised to find it out. */
final class TypeShapes implements CustomDefinitionProviderV2 {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Types of the JDK that are written as one text. */
    private static final Set<Class<?>> TEXTS =
            Set.of(
                    Locale.class,
                    Currency.class,
                    URL.class,
                    Pattern.class,
                    TimeZone.class,
                    ZoneOffset.class,
                    Charset.class,
                    InetAddress.class,
                    File.class,
                    Path.class,
                    Class.class,
                    StringBuilder.class,
                    YearMonth.class,
                    MonthDay.class,
                    ByteBuffer.class);

    /** Types of the JDK that are written in several ways, or as what they hold. */
    private static final Set<Class<?>> ANY =
            Set.of(
                    AtomicInteger.class,
                    AtomicLong.class,
                    AtomicBoolean.class,
                    AtomicReference.class,
                    Iterable.class,
                    Year.class);

    @Override
    public @Nullable CustomDefinition provideCustomSchemaDefinition(
            ResolvedType type, SchemaGenerationContext context) {
        ObjectNode shape = shape(type, context);
        return shape == null
                ? null
                : new CustomDefinition(
                        shape,
                        CustomDefinition.DefinitionType.INLINE,
                        CustomDefinition.AttributeInclusion.YES);
    }

    private static @Nullable ObjectNode shape(ResolvedType type, SchemaGenerationContext context) {
        Class<?> raw = type.getErasedType();
        if (raw == Object.class || JsonNode.class == raw) {
            return NODES.objectNode();
        }
        if (raw == Optional.class) {
            List<ResolvedType> of = type.typeParametersFor(Optional.class);
            return of == null || of.isEmpty()
                    ? NODES.objectNode()
                    : context.createDefinitionReference(of.get(0));
        }
        if (raw == Month.class) {
            return NODES.objectNode().put("type", "integer").put("minimum", 1).put("maximum", 12);
        }
        if (raw.isEnum()) {
            return enumeration(raw);
        }
        if (ANY.contains(raw)) {
            return NODES.objectNode();
        }
        if (TEXTS.stream().anyMatch(text -> text.isAssignableFrom(raw))) {
            return NODES.objectNode().put("type", "string");
        }
        Whole whole = Whole.of(raw);
        if (whole != null) {
            return whole.shape();
        }
        if (raw == char.class || raw == Character.class) {
            return NODES.objectNode().put("type", "string").put("minLength", 1).put("maxLength", 1);
        }
        String simple = simpleType(raw);
        return simple == null ? null : simple(raw, simple);
    }

    /** Whole numbers that a type can hold: what is beyond cannot be bound. */
    private record Whole(long least, long most) {

        private static final Map<Class<?>, Whole> TYPES =
                Map.of(
                        byte.class, new Whole(Byte.MIN_VALUE, Byte.MAX_VALUE),
                        Byte.class, new Whole(Byte.MIN_VALUE, Byte.MAX_VALUE),
                        short.class, new Whole(Short.MIN_VALUE, Short.MAX_VALUE),
                        Short.class, new Whole(Short.MIN_VALUE, Short.MAX_VALUE),
                        int.class, new Whole(Integer.MIN_VALUE, Integer.MAX_VALUE),
                        Integer.class, new Whole(Integer.MIN_VALUE, Integer.MAX_VALUE),
                        OptionalInt.class, new Whole(Integer.MIN_VALUE, Integer.MAX_VALUE),
                        long.class, new Whole(Long.MIN_VALUE, Long.MAX_VALUE),
                        Long.class, new Whole(Long.MIN_VALUE, Long.MAX_VALUE),
                        OptionalLong.class, new Whole(Long.MIN_VALUE, Long.MAX_VALUE));

        static @Nullable Whole of(Class<?> type) {
            return TYPES.get(type);
        }

        ObjectNode shape() {
            return NODES.objectNode()
                    .put("type", "integer")
                    .put("minimum", least)
                    .put("maximum", most);
        }
    }

    private static @Nullable String simpleType(Class<?> raw) {
        if (raw == OptionalDouble.class) {
            return "number";
        }
        if (raw == ObjectNode.class) {
            return "object";
        }
        if (raw == ArrayNode.class) {
            return "array";
        }
        return raw == byte[].class || raw == char[].class ? "string" : null;
    }

    private static ObjectNode simple(Class<?> raw, String type) {
        ObjectNode shape = NODES.objectNode().put("type", type);
        return raw == byte[].class ? shape.put("contentEncoding", "base64") : shape;
    }

    private static ObjectNode enumeration(Class<?> raw) {
        ObjectNode shape = NODES.objectNode();
        if (hasJsonValue(raw)) {
            return shape;
        }
        shape.put("type", "string");
        List<Field> constants =
                Arrays.stream(raw.getDeclaredFields()).filter(Field::isEnumConstant).toList();
        if (constants.stream().noneMatch(c -> c.isAnnotationPresent(JsonEnumDefaultValue.class))) {
            ArrayNode names = shape.putArray("enum");
            constants.forEach(constant -> names.add(name(constant)));
        }
        return shape;
    }

    private static boolean hasJsonValue(Class<?> raw) {
        return Stream.concat(
                        Arrays.stream(raw.getDeclaredMethods()),
                        Arrays.stream(raw.getDeclaredFields()))
                .anyMatch(member -> member.isAnnotationPresent(JsonValue.class));
    }

    private static String name(Field constant) {
        JsonProperty property = constant.getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty()
                ? constant.getName()
                : property.value();
    }

    /**
     * The permitted types of a sealed type that is told apart by a type id but names no subtypes
     * itself.
     */
    static @Nullable List<ResolvedType> permittedSubtypes(
            ResolvedType type, SchemaGenerationContext context) {
        Class<?> raw = type.getErasedType();
        boolean applies =
                raw.isSealed()
                        && raw.isAnnotationPresent(JsonTypeInfo.class)
                        && !raw.isAnnotationPresent(JsonSubTypes.class);
        return applies
                ? Arrays.stream(raw.getPermittedSubclasses())
                        .map(sub -> context.getTypeContext().resolveSubtype(type, sub))
                        .toList()
                : null;
    }
}
