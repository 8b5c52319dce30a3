package io.graphbus.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TypesetTest {

    @Test
    void textIsAsWideAsATerminalShowsIt() {
        assertThat(Typeset.width("abc")).isEqualTo(3);
        assertThat(Typeset.width("日本")).isEqualTo(4);
        assertThat(Typeset.width("e\u0301")).isEqualTo(1);
        assertThat(Typeset.width(Style.COLOURED.red("abc"))).isEqualTo(3);
    }

    @Test
    void aCutTextFitsAndSaysThatItWasCut() {
        assertThat(Typeset.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Typeset.cut("abcdef", 4)).isEqualTo("abc…");
        assertThat(Typeset.cut("日本語", 4)).isEqualTo("日…");
    }

    @Test
    void hintsGoOnBelowWhereTheyBegan() {
        assertThat(Problems.fitted("a: error [X] one two\n  hint: three four five", 18))
                .isEqualTo("a: error [X] one\n  two\n  hint: three four\n        five");
    }
}
