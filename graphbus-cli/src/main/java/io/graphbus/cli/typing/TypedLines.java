package io.graphbus.cli.typing;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Cuts lines at blanks, and those that carry JSON where it begins; open braces go on. */
public final class TypedLines implements Parser {

    private static final int JSON = 2;

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && carriesJson(line) && isOpen(line)) {
            throw new EOFError(-1, -1, "A brace is open");
        }
        String before = line.substring(0, Math.max(0, cursor)).stripLeading();
        List<String> words = words(before);
        String json = words.size() > JSON ? words.get(JSON) : "";
        if (words.size() > JSON) {
            words.set(JSON, JsonCursor.at(json).token());
        }
        return new TypedLine(line, cursor, words, json);
    }

    /** At most three: the command, what it is about, and the rest. */
    private static List<String> words(String before) {
        String[] parts = before.split("\\s+", carriesJson(before) ? JSON + 1 : -1);
        return new ArrayList<>(List.of(parts));
    }

    private static boolean carriesJson(String line) {
        return line.stripLeading().matches("(?s)(call|publish)\\s.*");
    }

    private static boolean isOpen(String line) {
        String[] parts = line.strip().split("\\s+", JSON + 1);
        boolean isJson = parts.length > JSON && parts[JSON].matches("(?s)[{\\[].*");
        return isJson && JsonCursor.at(parts[JSON]).isOpen();
    }
}
