package io.graphbus.cli.manual;

import io.graphbus.cli.shell.Scripts;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what a distribution carries beside the program: manual pages and completion scripts. */
@Command(
        name = "__documents",
        hidden = true,
        description = "Write man/man1/*.1 and completion/* for a distribution.")
public final class DocumentsCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "DIR", description = "Where to.")
    private Path directory = Path.of("");

    @Parameters(index = "1", paramLabel = "VERSION", description = "Of the program.")
    private String version = "";

    @Override
    public void run() {
        new Manual(spec.root(), version).write(directory.resolve("man"));
        Scripts.write(spec.root(), directory.resolve("completion"));
    }
}
