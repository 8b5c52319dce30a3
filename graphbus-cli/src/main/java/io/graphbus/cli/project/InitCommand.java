package io.graphbus.cli.project;

import io.graphbus.cli.output.Console;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins a project with a template. */
@Command(
        name = "init",
        description = "Begin a project: agents, tests, a README and a Maven project.",
        footer = {
            "",
            "Example:",
            "  graphbus init shop",
            "  graphbus init expenses --template workflow"
        })
public final class InitCommand implements Runnable {

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9])?");

    private final Console console;

    @Parameters(
            paramLabel = "NAME",
            description = "The project's name, or the path of its directory; made by this command.")
    private Path directory = Path.of("");

    @Option(
            names = "--template",
            paramLabel = "NAME",
            defaultValue = "basic",
            completionCandidates = Template.Labels.class,
            description = "One of ${COMPLETION-CANDIDATES}; without it ${DEFAULT-VALUE}.")
    private String template = "basic";

    @Option(
            names = "--force",
            description = "Use a directory that exists; files of the same name are replaced.")
    private boolean force;

    InitCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Template chosen = Template.named(template);
        String project = projectName();
        boolean isNew = !Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
        if (!isNew) {
            refuseExisting();
        }
        TemplateFiles files = TemplateFiles.of(chosen, project);
        report(project, files, Delivery.deliver(directory, files.texts()), isNew);
    }

    private String projectName() {
        Path name = directory.toAbsolutePath().normalize().getFileName();
        if (name == null || !NAME.matcher(name.toString()).matches()) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            directory.toString(),
                            "\"" + (name == null ? "" : name) + "\" cannot be a project's name",
                            "Begin with a letter; then letters, digits, -, _ and . may follow, up"
                                    + " to 64 in all, the last one a letter or digit.")
                    .toException();
        }
        return name.toString();
    }

    private void refuseExisting() {
        if (!Files.isDirectory(directory)) {
            throw Problem.of(
                            ProblemCode.ALREADY_EXISTS,
                            directory.toString(),
                            "A file of this name is there already",
                            "Choose another name.")
                    .toException();
        }
        if (!force) {
            throw Problem.of(
                            ProblemCode.ALREADY_EXISTS,
                            directory.toString(),
                            "The directory is there already; nothing was changed",
                            "Choose another name, or use --force: files of the template replace"
                                    + " files of the same name, others stay.")
                    .toException();
        }
    }

    private void report(String project, TemplateFiles files, List<String> replaced, boolean isNew) {
        List<String> lines = new ArrayList<>();
        lines.add(
                console.style().green((isNew ? "Created " : "Filled ") + project)
                        + " from the template "
                        + template
                        + ": "
                        + files.texts().size()
                        + " files");
        replaced.forEach(file -> lines.add("  replaced " + file));
        lines.add("");
        lines.add("Next:");
        if (!directory.toAbsolutePath().normalize().equals(Path.of("").toAbsolutePath())) {
            lines.add("  cd " + quoted(directory.toString()));
        }
        files.firstCommands().forEach(command -> lines.add("  " + command));
        lines.add("README.md tells more.");
        console.result(String.join("\n", lines));
    }

    private static String quoted(String path) {
        return path.matches("[A-Za-z0-9_./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
