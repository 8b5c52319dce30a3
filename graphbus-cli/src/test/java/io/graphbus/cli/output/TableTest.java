package io.graphbus.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    private final Table table =
            Table.of("NAME", "COUNT", "TEXT").row("a", 1, "short").row("bcdef", 20, "longer text");

    @Test
    void columnsAreAlignedAndNumbersStandRight() {
        assertThat(table.render(0, Style.PLAIN))
                .isEqualTo(
                        """
                        NAME   COUNT  TEXT
                        a          1  short
                        bcdef     20  longer text""");
    }

    @Test
    void textIsWrappedWhereTheTerminalEnds() {
        assertThat(table.render(22, Style.PLAIN))
                .isEqualTo(
                        """
                        NAME   COUNT  TEXT
                        a          1  short
                        bcdef     20  longer
                                      text""");
    }

    @Test
    void jsonIsCutRatherThanWrapped() {
        Table payloads = Table.of("TOPIC", "PAYLOAD").row("/A", "{\"name\":\"a long name\"}");
        assertThat(payloads.render(22, Style.PLAIN)).endsWith("/A     {\"name\":\"a lon…");
    }

    @Test
    void whereNamesDoNotFitBesideEachOtherARowIsABlock() {
        assertThat(
                        Table.of("AGENT", "TOPIC")
                                .row("ArbiterService", "/Hello/MessageGenerated")
                                .row("HelloService", "")
                                .render(32, Style.PLAIN))
                .isEqualTo(
                        """
                        AGENT  ArbiterService
                        TOPIC  /Hello/MessageGenerated

                        AGENT  HelloService""");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 24, 30, 40, 60, 80, 160})
    void noLineIsWiderThanTheTerminal(int width) {
        Table wide =
                Table.of("AGENT", "COUNT", "NEEDS", "PAYLOAD")
                        .row("日本語のエージェント", 12, "a, b, c, d, e, f, g, h", "{\"x\":[1,2,3,4,5,6,7]}")
                        .row("Überweisung", 7, "one-very-long-word-that-cannot-be-broken", "[]");
        assertThat(wide.render(width, Style.COLOURED).lines())
                .allSatisfy(line -> assertThat(Typeset.width(line)).isLessThanOrEqualTo(width));
    }

    @Test
    void wideCharactersTakeTwoColumnsAndColoursNone() {
        Table wide = Table.of("NAME", "X").row("日本", "a").row(Style.COLOURED.red("abc"), "b");
        assertThat(wide.render(0, Style.PLAIN))
                .isEqualTo("NAME  X\n日本  a\n\u001b[31mabc\u001b[0m   b");
    }

    @Test
    void lineBreaksAndControlCharactersInCellsDoNotBreakRows() {
        assertThat(Table.of("A").row("x\r\ny\u0007\u001b[2J").render(0, Style.PLAIN))
                .isEqualTo("A\nx y[2J");
    }

    @Test
    void headingsAreBoldWhereColoursAreWanted() {
        assertThat(Table.of("A").row("x").render(0, Style.COLOURED)).startsWith("\u001b[1mA");
    }
}
