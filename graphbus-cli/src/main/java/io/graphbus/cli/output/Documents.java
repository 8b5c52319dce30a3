package io.graphbus.cli.output;

import static java.util.regex.Matcher.quoteReplacement;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** JSON and YAML, read and written. Immutable. */
public final class Documents {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();
    private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter PRETTY =
            new DefaultPrettyPrinter(
                            Separators.createDefaultInstance()
                                    .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                                    .withObjectEmptySeparator("")
                                    .withArrayEmptySeparator(""))
                    .withObjectIndenter(TWO_SPACES)
                    .withArrayIndenter(TWO_SPACES);

    private static final ObjectWriter SPACED =
            JSON.writer()
                    .with(
                            new DefaultPrettyPrinter(
                                            Separators.createDefaultInstance()
                                                    .withObjectNameValueSpacing(
                                                            Separators.Spacing.AFTER)
                                                    .withObjectEntrySpacing(
                                                            Separators.Spacing.AFTER)
                                                    .withArrayElementSpacing(
                                                            Separators.Spacing.AFTER)
                                                    .withObjectEmptySeparator("")
                                                    .withArrayEmptySeparator(""))
                                    .withObjectIndenter(new DefaultIndenter("", ""))
                                    .withArrayIndenter(new DefaultIndenter("", "")));

    /** A name, a text, or another value. */
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(\"(?:[^\"\\\\]|\\\\.)*\")(?=:)|(\"(?:[^\"\\\\]|\\\\.)*\")"
                            + "|(-?\\d[\\d.eE+-]*|true|false|null)");

    private Documents() {}

    /**
     * Reads a JSON text.
     *
     * @param where what the text is, for the problem {@code INVALID_JSON} when it does not parse
     */
    public static JsonNode parse(String where, String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.isMissingNode()) {
                throw invalid(where, "there is no value", null);
            }
            return node;
        } catch (JacksonException e) {
            throw invalid(where, reason(e), e);
        }
    }

    private static RuntimeException invalid(
            String where, String reason, @Nullable Throwable cause) {
        return Problem.of(
                        ProblemCode.INVALID_JSON,
                        where,
                        "This is not JSON: " + reason,
                        "Quote the whole text for the shell, such as '{\"name\":\"Ada\"}'.")
                .toException(cause);
    }

    private static String reason(JacksonException e) {
        String place =
                e.getLocation() == null
                        ? ""
                        : " (line %d, column %d)"
                                .formatted(
                                        e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        return Json.reason(e) + place;
    }

    /** One value as JSON tree, from records, maps and lists. */
    public static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    /** On one line. */
    public static String compact(JsonNode node) {
        return JSON.writeValueAsString(node);
    }

    /** Indented by two spaces. */
    public static String pretty(JsonNode node) {
        return JSON.writer().with(PRETTY).writeValueAsString(node);
    }

    /** Indented, with names, texts and other values in colours of their own. */
    public static String coloured(JsonNode node, Style style) {
        return coloured(pretty(node), style);
    }

    /** On one line where that fits, else indented; coloured. */
    static String shown(JsonNode node, Style style, int width) {
        String line = SPACED.writeValueAsString(node);
        return coloured(Typeset.width(line) <= width ? line : pretty(node), style);
    }

    private static String coloured(String json, Style style) {
        return style == Style.PLAIN
                ? json
                : TOKEN.matcher(json).replaceAll(m -> quoteReplacement(token(m, style)));
    }

    private static String token(MatchResult found, Style style) {
        if (found.group(1) != null) {
            return style.cyan(found.group(1));
        }
        return found.group(2) != null ? style.green(found.group(2)) : style.yellow(found.group(3));
    }

    public static String yaml(JsonNode node) {
        return YAMLMapper.builder(QuotedTimes.factory())
                .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build()
                .writeValueAsString(node)
                .stripTrailing();
    }
}
