package io.graphbus.schema;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * How GraphBus reads and writes JSON: one mapper for arguments, results, payloads and state, and
 * one canonical form for hashes. {@code null} means absent and is not written, unknown properties
 * are ignored, and no scalar is taken for another. A payload is its fields, as its schema says;
 * getters do not count. Usable from any thread.
 */
public final class Json {

    /** The mapper every room uses for data of agents. */
    public static final JsonMapper MAPPER = mapper();

    private static final List<JsonMapper> LIKE_IT = new CopyOnWriteArrayList<>();

    private static final ObjectWriter PRETTY = prettyWriter();

    private static final Pattern TRAILING = Pattern.compile("^Trailing token \\(.*");
    private static final String MORE = "there is more text after the value";

    /** What only speaks to somebody who programs the parser. */
    private static final Pattern LIBRARY =
            Pattern.compile(
                    " \\((start marker at|but might if|not recognized as one) .*\\)$"
                            + "|, from `StreamReadConstraints[^`]*`"
                            + "|: enable `[A-Za-z.]*_[A-Z_]*` to allow$");

    private Json() {}

    /** A mapper like {@link #MAPPER} with something more. */
    public static JsonMapper with(JacksonModule module) {
        JsonMapper mapper = MAPPER.rebuild().addModule(module).build();
        LIKE_IT.add(mapper);
        return mapper;
    }

    /**
     * Lets go of what the mappers have learnt of types, and so of the classes of agents that do not
     * run any more. Those that do are learnt again when they are met.
     */
    public static void forgetTypes() {
        MAPPER.clearCaches();
        LIKE_IT.forEach(JsonMapper::clearCaches);
    }

    private static JsonMapper mapper() {
        JsonMapper.Builder builder =
                JsonMapper.builder()
                        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
                        .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .changeDefaultPropertyInclusion(
                                v -> v.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                        .changeDefaultVisibility(
                                v ->
                                        v.withFieldVisibility(Visibility.ANY)
                                                .withGetterVisibility(Visibility.NONE)
                                                .withIsGetterVisibility(Visibility.NONE))
                        .addModule(new DefaultsModule())
                        .addModule(new WholeNumbersModule());
        builder.withCoercionConfig(
                LogicalType.Textual,
                c ->
                        c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
        return builder.build();
    }

    private static ObjectWriter prettyWriter() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return MAPPER.writer()
                .with(
                        new DefaultPrettyPrinter()
                                .withObjectIndenter(indenter)
                                .withArrayIndenter(indenter));
    }

    /**
     * Reads JSON text that a user wrote.
     *
     * @param where names the text in the problem
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_JSON} with line and column
     */
    public static JsonNode parse(String text, String where) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node.isMissingNode()) {
                throw invalid(where, "there is no JSON value").toException();
            }
            return node;
        } catch (JacksonException e) {
            throw invalid(where, describe(e)).toException(e);
        }
    }

    private static Problem invalid(String where, String message) {
        return Problem.of(
                ProblemCode.INVALID_JSON,
                where,
                message,
                "Give one JSON value, with names and texts in double quotes.");
    }

    private static String describe(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        String message = reason(e);
        return at == null || at.getLineNr() < 1
                ? message
                : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + message;
    }

    /** What is wrong, in words for a person who wrote the JSON and never heard of Jackson. */
    public static String reason(JacksonException e) {
        if (e instanceof InvalidFormatException format && !format.getTargetType().isEnum()) {
            return MAPPER.writeValueAsString(format.getValue())
                    + " is not a valid "
                    + format.getTargetType().getSimpleName();
        }
        String message = e.getOriginalMessage();
        if (e instanceof InvalidDefinitionException kind && message.contains("abstract types")) {
            return kind.getType().getRawClass().getSimpleName()
                    + " is abstract; @JsonTypeInfo on it says how its kinds are told apart";
        }
        return LIBRARY.matcher(TRAILING.matcher(message).replaceFirst(MORE)).replaceAll("");
    }

    /** Indented by two spaces, keys in the order of the tree, a line feed at the end. */
    public static String pretty(JsonNode node) {
        return PRETTY.writeValueAsString(node) + "\n";
    }

    /** Without white space, keys in the order RFC 8785 asks for; equal trees give equal texts. */
    public static String canonical(JsonNode node) {
        return MAPPER.writeValueAsString(sorted(node));
    }

    /** The same tree with the keys of all objects in canonical order. */
    public static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            object.properties().forEach(e -> members.put(e.getKey(), sorted(e.getValue())));
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            members.forEach(result::set);
            return result;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode result = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> result.add(sorted(item)));
            return result;
        }
        return node;
    }

    /** The same tree without object members that are {@code null}, which stand for absent ones. */
    static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            object.properties().stream()
                    .filter(e -> !e.getValue().isNull())
                    .forEach(e -> result.set(e.getKey(), withoutNulls(e.getValue())));
            return result;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode result = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> result.add(withoutNulls(item)));
            return result;
        }
        return node;
    }

    /** SHA-256 of the tree's canonical form, in lower-case hex. */
    public static String hash(JsonNode node) {
        return sha256(canonical(node).getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 in lower-case hex. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(newSha256().digest(bytes));
    }

    /** A digest for what is too large to hold at once. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
