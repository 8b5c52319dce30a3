package io.graphbus.cli.migrate;

import io.graphbus.cli.migrate.place.RemoteMigrations;
import io.graphbus.cli.output.Console;
import io.graphbus.migration.delivery.MigrationDirectory;
import io.graphbus.migration.delivery.MigrationDirectory.Written;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives migrations to a server. */
@Command(
        name = "register",
        description = {
            "Register the migrations of the directory with a server.",
            "Those that it has already with the same content stay as they are; one with another"
                    + " content is refused."
        },
        footer = {"", "Example:", "  graphbus migrate register --server http://localhost:8080"})
final class MigrateRegisterCommand implements Runnable {

    private static final Set<ProblemCode> REFUSED =
            EnumSet.of(ProblemCode.CONFLICT, ProblemCode.INVALID_MIGRATION);

    private final Console console;

    @Mixin private MigrateOptions options = new MigrateOptions();

    MigrateRegisterCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        List<Problem> problems = new ArrayList<>();
        try (RemoteMigrations server = options.remote()) {
            List<Written> all = MigrationDirectory.written(options.directory());
            for (Written written : all) {
                try {
                    server.register(written.document());
                    console.result(written.migration().id().text());
                } catch (GraphBusException e) {
                    if (!REFUSED.contains(e.problem().code())) {
                        throw e;
                    }
                    problems.addAll(e.problems());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new GraphBusException(problems, null);
        }
    }
}
