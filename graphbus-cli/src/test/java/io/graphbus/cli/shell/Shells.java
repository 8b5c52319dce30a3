package io.graphbus.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.graphbus.cli.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Real shells, a completion script for each, and a {@code graphbus} they can ask for names. */
record Shells(Path directory) {

    private static final String STANDING_IN =
            """
            #!/bin/sh
            [ "$1" = __complete ] || exit 1
            case $2 in
              methods) printf 'HelloService.generateMessage\\nPrinterService.print\\n' ;;
              agents) printf 'HelloService\\nPrinterService\\n' ;;
              topics) printf '/Hello/MessageGenerated\\n' ;;
            esac
            """;

    Path script(String shell) throws IOException {
        Cli.Result result = Cli.run("completion", shell);
        assertThat(result.code()).isZero();
        return Files.writeString(directory.resolve("graphbus." + shell), result.out());
    }

    /** The lines that a program prints, which has the script as its first argument. */
    List<String> say(String shell, String program) throws Exception {
        assumeInstalled(shell);
        Path graphbus = Files.writeString(directory.resolve("graphbus"), STANDING_IN);
        assertThat(graphbus.toFile().setExecutable(true)).isTrue();
        Path check = Files.writeString(directory.resolve("check." + shell), program);
        return run(shell, check.toString(), script(shell).toString());
    }

    static void assumeInstalled(String shell) {
        assumeThat(
                        Stream.of(System.getenv("PATH").split(":"))
                                .anyMatch(d -> Files.isExecutable(Path.of(d, shell))))
                .as(shell + " is not installed")
                .isTrue();
    }

    List<String> run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", directory.toString(), (path, d) -> d + ":" + path);
        builder.environment().put("HOME", directory.toString());
        Process process = builder.directory(directory.toFile()).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output.lines().map(String::strip).toList();
    }
}
