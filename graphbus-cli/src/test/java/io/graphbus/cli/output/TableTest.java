package io.graphbus.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
    void theWidestColumnIsCutWhereTheTerminalEnds() {
        assertThat(table.render(22, Style.PLAIN).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(22))
                .last()
                .isEqualTo("bcdef     20  longer…");
    }

    @Test
    void whatNamesTheRowIsCutLast() {
        Table wide = Table.of("AGENT", "WHAT IT DOES").row("ArbiterService", "greets people");
        assertThat(wide.render(24, Style.PLAIN)).contains("ArbiterService  greets…");
        assertThat(wide.render(20, Style.PLAIN)).contains("ArbiterSe…  greets…");
    }

    @Test
    void aTableThatCannotBeNarrowerKeepsItsColumns() {
        assertThat(table.render(3, Style.PLAIN)).contains("bcdef     20  longer…");
    }

    @Test
    void lineBreaksInCellsDoNotBreakRows() {
        assertThat(Table.of("A").row("x\ny").render(0, Style.PLAIN)).isEqualTo("A\nx y");
    }

    @Test
    void headingsAreBoldWhereColoursAreWanted() {
        assertThat(Table.of("A").row("x").render(0, Style.COLOURED)).startsWith("\u001b[1mA");
    }
}
