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
    void everythingPassesAtOnceWhileNobodyTypes() {
        typing.set(true);
        printed.print("half");
        typing.set(false);
        printed.print(" a line");
        printed.write('\n');
        assertThat(otherwise.toString(StandardCharsets.UTF_8)).isEqualTo("half a line\n");
        assertThat(above).isEmpty();
    }
}
