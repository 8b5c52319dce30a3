package io.graphbus.cli.manual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** All pages of the manual: one for the program and one for every command of it. */
record Manual(CommandSpec root, String version) {

    /** The commands below one, without those that only scripts use. */
    static List<CommandSpec> listed(CommandSpec spec) {
        return spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(c -> !c.usageMessage().hidden())
                .toList();
    }

    /** Writes them below a directory for {@code MANPATH}. */
    void write(Path man) {
        Path section = man.resolve("man1");
        try {
            Files.createDirectories(section);
            for (CommandSpec command : all(root).toList()) {
                Files.writeString(section.resolve(ManualPage.name(command) + ".1"), page(command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String page(CommandSpec command) {
        return new ManualPage(command, version, related(command)).text();
    }

    private static Stream<CommandSpec> all(CommandSpec spec) {
        return Stream.concat(Stream.of(spec), listed(spec).stream().flatMap(Manual::all));
    }

    /** The command above and those beside; below they are listed anyway. */
    private static List<CommandSpec> related(CommandSpec command) {
        CommandLine above = command.commandLine().getParent();
        if (above == null) {
            return List.of();
        }
        List<CommandSpec> related = new ArrayList<>(List.of(above.getCommandSpec()));
        listed(above.getCommandSpec()).stream()
                .filter(c -> !c.name().equals(command.name()))
                .forEach(related::add);
        return related;
    }
}
