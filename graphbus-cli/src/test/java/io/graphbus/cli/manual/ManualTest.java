package io.graphbus.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.graphbus.cli.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualTest {

    @TempDir private static Path directory;

    @BeforeAll
    static void write() {
        assertThat(Cli.run("__documents", directory, "1.2.3").code()).isZero();
    }

    @Test
    void everyListedCommandHasAPageAndHiddenOnesHaveNone() throws IOException {
        assertThat(pages())
                .extracting(page -> page.getFileName().toString())
                .contains("graphbus.1", "graphbus-build.1", "graphbus-state-clear-all.1")
                .noneMatch(name -> name.contains("__"));
    }

    @Test
    void aPageTellsWhatTheHelpTells() throws IOException {
        String page = Files.readString(directory.resolve("man/man1/graphbus-inspect.1"));
        assertThat(page)
                .startsWith(".TH \"GRAPHBUS\\-INSPECT\" \"1\" \"\" \"GraphBus 1.2.3\"")
                .contains(".SH \"SYNOPSIS\"", "\\fB\\-\\-subscriptions\\fR", "\\fBARTIFACTS\\fR")
                .contains(".SH \"EXIT STATUS\"", ".SH \"EXAMPLES\"", "graphbus inspect examples/");
    }

    @Test
    void groffFindsNothingToWarnAbout() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/groff"))).as("groff is missing").isTrue();
        for (Path page : pages()) {
            Process groff =
                    new ProcessBuilder("groff", "-man", "-ww", "-Tutf8", "-z", page.toString())
                            .redirectErrorStream(true)
                            .start();
            String said = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said).as("%s", page).isEmpty();
            assertThat(groff.waitFor()).isZero();
        }
    }

    @Test
    void whatLooksLikeARequestStaysText() {
        assertThat(new Roff().line(".graphbus is 'here' -- a\\b → ä").toString())
                .isEqualTo("\\&.graphbus is \\(aqhere\\(aq \\-\\- a\\eb \\[u2192] \\[u00E4]\n");
    }

    @Test
    void completionScriptsHaveTheNamesByWhichShellsLookForThem() {
        assertThat(directory.resolve("completion"))
                .isDirectoryContaining("glob:**graphbus.bash")
                .isDirectoryContaining("glob:**_graphbus")
                .isDirectoryContaining("glob:**graphbus.fish");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(directory.resolve("man/man1"))) {
            return pages.sorted().toList();
        }
    }
}
