package io.graphbus.rebuild;

/** A source text without its comments, and without what stands between quotes. */
final class Code {

    private final String text;
    private final StringBuilder code;
    private int at;

    private Code(String text) {
        this.text = text;
        this.code = new StringBuilder(text.length());
    }

    /** The rest of the text, with a blank in the place of each comment and quotation. */
    static String of(String text) {
        Code code = new Code(text);
        while (code.at < text.length()) {
            code.step();
        }
        return code.code.toString();
    }

    private void step() {
        if (text.startsWith("//", at)) {
            skipTo("\n", 2);
        } else if (text.startsWith("/*", at)) {
            skipTo("*/", 2);
        } else if (text.startsWith("\"\"\"", at)) {
            skipQuoted("\"\"\"");
        } else if (text.charAt(at) == '"' || text.charAt(at) == '\'') {
            skipQuoted(text.substring(at, at + 1));
        } else {
            code.append(text.charAt(at++));
        }
    }

    private void skipTo(String end, int from) {
        int found = text.indexOf(end, at + from);
        at = found < 0 ? text.length() : found + end.length();
        code.append(' ');
    }

    private void skipQuoted(String quote) {
        at += quote.length();
        while (at < text.length() && !text.startsWith(quote, at)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(text.length(), at + quote.length());
        code.append(' ');
    }
}
