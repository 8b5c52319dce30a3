package io.graphbus.cli.config;

import io.graphbus.cli.output.Console;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets one key in a file. */
@Command(
        name = "set",
        description = "Set a key in ./.graphbus.yaml, or in ~/.graphbus.yaml with --global.",
        footer = {
            "",
            "Example:",
            "  graphbus config set format json --global",
            "  graphbus config set retry.delay 500ms"
        })
final class ConfigSetCommand implements Runnable {

    private final Console console;
    private final Configuration.Places places;

    @Parameters(index = "0", paramLabel = "KEY", description = "Such as retry.delay.")
    private String key = "";

    @Parameters(index = "1", paramLabel = "VALUE", description = "Such as 500ms.")
    private String value = "";

    @Option(names = "--global", description = "For all your projects: in ~/.graphbus.yaml.")
    private boolean global;

    ConfigSetCommand(Console console, Configuration.Places places) {
        this.console = console;
        this.places = places;
    }

    @Override
    public void run() {
        Setting setting = Configuration.known("graphbus config set", key);
        Configuration.check("graphbus config set", setting, value);
        Path file = file();
        int line = new FileEdit(file).set(setting, value);
        console.say("Set " + key + " in " + file + ":" + line);
        Origin origin = Configuration.load(places).value(setting).origin();
        if (!origin.equals(new Origin.File(file, line))) {
            console.say("It has no effect here: " + origin + " comes later.");
        }
    }

    private Path file() {
        List<Path> files = places.files();
        if (!global) {
            return files.getLast();
        }
        if (!places.environment().containsKey("HOME")) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "--global",
                            "HOME is not set, so there is no ~/.graphbus.yaml",
                            "Set HOME, or leave --global away.")
                    .toException();
        }
        return files.get(1);
    }
}
