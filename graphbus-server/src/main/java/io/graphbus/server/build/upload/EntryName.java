package io.graphbus.server.build.upload;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a name in an upload may be: a relative path that means the same on every file system. */
final class EntryName {

    static final String RULE =
            "Names are relative, with / between directories, and without \"..\".";

    private static final int LONGEST = 255;
    private static final int DEEPEST = 32;

    /** Names that Windows takes for devices, whatever follows a dot. */
    private static final Pattern DEVICE =
            Pattern.compile(
                    "(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\\$|conout\\$)(\\..*)?");

    private static final Set<Integer> UNSEEN =
            Set.of(
                    (int) Character.CONTROL,
                    (int) Character.FORMAT,
                    (int) Character.SURROGATE,
                    (int) Character.PRIVATE_USE,
                    (int) Character.UNASSIGNED,
                    (int) Character.LINE_SEPARATOR,
                    (int) Character.PARAGRAPH_SEPARATOR);

    private EntryName() {}

    /** The name without a leading {@code ./}; throws {@code INVALID_UPLOAD} when it is hostile. */
    static String check(String name) {
        String relative = name.startsWith("./") ? name.substring(2) : name;
        if (relative.length() > LONGEST) {
            throw refused(
                    printable(relative.substring(0, LONGEST)),
                    "The name is longer than " + LONGEST + " characters.",
                    RULE);
        }
        if (relative.codePoints().anyMatch(c -> UNSEEN.contains(Character.getType(c)))) {
            throw refused(printable(relative), "The name holds characters that nobody sees.", RULE);
        }
        List<String> segments = segments(relative);
        if (leaves(relative) || leaves(normalized(relative))) {
            throw refused(printable(relative), "The name leaves its directory.", RULE);
        }
        if (segments.size() > DEEPEST) {
            throw refused(relative, "The name is deeper than " + DEEPEST + " directories.", RULE);
        }
        if (segments.stream().anyMatch(EntryName::isStrange)) {
            throw refused(
                    relative,
                    "The name means something else on other systems.",
                    "Names of devices (con, nul, ...) and a dot or blank at the end are not"
                            + " taken.");
        }
        return relative;
    }

    /** Equal for names that some file systems take for the same. */
    static String folded(String name) {
        return normalized(name).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    static RuntimeException refused(String where, String message, String hint) {
        return Problem.of(ProblemCode.INVALID_UPLOAD, where, message, hint).toException();
    }

    private static boolean leaves(String name) {
        return name.indexOf('\\') >= 0
                || name.indexOf(':') >= 0
                || segments(name).stream()
                        .anyMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."));
    }

    private static boolean isStrange(String segment) {
        return segment.endsWith(".") || segment.endsWith(" ") || DEVICE.matcher(segment).matches();
    }

    /** With characters that only look like others as those others. */
    private static String normalized(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC);
    }

    private static List<String> segments(String name) {
        return List.of(name.split("/", -1));
    }

    private static String printable(String name) {
        return name.codePoints()
                .map(c -> UNSEEN.contains(Character.getType(c)) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
