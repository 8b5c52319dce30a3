package io.graphbus.cli.output;

import java.util.regex.Pattern;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/** Quotes also the texts in which readers of YAML 1.1 see a date or a number of base 60. */
final class QuotedTimes extends StringQuotingChecker.Default {

    /** Kept here, so that nobody who does not write YAML loads anything of it. */
    static YAMLFactory factory() {
        return YAMLFactory.builder().stringQuotingChecker(new QuotedTimes()).build();
    }

    private static final long serialVersionUID = 1L;
    private static final Pattern TIME =
            Pattern.compile(
                    "\\d{4}-\\d{1,2}-\\d{1,2}([Tt\\s].*)?|[-+]?\\d[\\d_]*(:[0-5]?\\d)+(\\.\\d*)?");

    @Override
    public boolean needToQuoteName(String name) {
        return super.needToQuoteName(name) || TIME.matcher(name).matches();
    }

    @Override
    public boolean needToQuoteValue(String value) {
        return super.needToQuoteValue(value) || TIME.matcher(value).matches();
    }
}
