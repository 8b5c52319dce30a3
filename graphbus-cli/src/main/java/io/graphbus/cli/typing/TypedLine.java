package io.graphbus.cli.typing;

import java.util.List;
import org.jline.reader.CompletingParsedLine;

/**
 * A line with the cursor in one of its words; inside JSON a word is a name or value.
 *
 * @param words those before the cursor, the last of them being typed
 * @param json what has been typed of the JSON, up to the cursor
 */
record TypedLine(String line, int cursor, List<String> words, String json)
        implements CompletingParsedLine {

    @Override
    public String word() {
        return words.getLast();
    }

    @Override
    public int wordIndex() {
        return words.size() - 1;
    }

    @Override
    public int wordCursor() {
        return word().length();
    }

    /** Nothing needs to be escaped. */
    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return candidate;
    }

    @Override
    public int rawWordCursor() {
        return wordCursor();
    }

    @Override
    public int rawWordLength() {
        return wordCursor();
    }
}
