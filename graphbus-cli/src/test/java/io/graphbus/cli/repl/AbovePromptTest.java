package io.graphbus.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AbovePromptTest {

    private final AtomicBoolean typing = new AtomicBoolean();
    private final List<String> above = new ArrayList<>();
    private final ByteArrayOutputStream otherwise = new ByteArrayOutputStream();
    private final PrintStream printed =
            new PrintStream(
                    new AbovePrompt(typing::get, above::add, otherwise),
                    true,
                    StandardCharsets.UTF_8);

    @Test
    void wholeLinesAppearAboveTheOneThatIsTyped() {
        typing.set(true);
        printed.print("Grüße ");
        printed.println("1");
        printed.print("two\nand\nhalf");
        assertThat(above).containsExactly("Grüße 1", "two\nand");
        assertThat(otherwise.size()).isZero();
    }

    @Test
    void aBegunLineIsNotCutByAPromptAndNothingIsLostAtTheEnd() {
        printed.print("half");
        printed.flush();
        typing.set(true);
        printed.println(" a line");
        typing.set(false);
        printed.print("rest");
        assertThat(above).containsExactly("half a line");
        assertThat(otherwise.size()).isZero();
        printed.close();
        assertThat(otherwise.toString(StandardCharsets.UTF_8)).isEqualTo("rest");
    }

    @Test
    void linesPassAtOnceWhileNobodyTypes() {
        printed.print("a line\n");
        assertThat(otherwise.toString(StandardCharsets.UTF_8)).isEqualTo("a line\n");
        assertThat(above).isEmpty();
    }
}
