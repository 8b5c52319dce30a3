package io.graphbus.cli;

import io.graphbus.cli.output.Console;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into problems on the message stream and an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        return report(failure);
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String help = "See '" + name + " --help'.";
        String hint =
                failure instanceof UnmatchedArgumentException unmatched
                        ? suggestion(unmatched, command) + help
                        : help;
        return report(Problem.of(ProblemCode.USAGE, name, said(failure), hint).toException());
    }

    private static String said(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && !failure.getCommandLine().getSubcommands().isEmpty()
                && !unmatched.getUnmatched().get(0).startsWith("-")) {
            return "There is no command '" + unmatched.getUnmatched().get(0) + "'";
        }
        return String.valueOf(failure.getMessage());
    }

    private static String suggestion(UnmatchedArgumentException failure, CommandLine command) {
        String word = failure.getUnmatched().get(0);
        if (word.startsWith("-")) {
            var options = command.getCommandSpec().optionsMap().keySet();
            return Nearest.to(word, options)
                    .filter(option -> option.startsWith("--"))
                    .map(option -> "Did you mean " + option + "? ")
                    .orElse("");
        }
        var commands = HelpCommand.names(command);
        return commands.isEmpty() ? "" : Nearest.hint(word, "commands", commands) + " ";
    }

    /** Says what happened; a stack trace appears only when asked for. */
    int report(Throwable failure) {
        List<Problem> problems =
                switch (failure) {
                    case GraphBusException known -> known.problems();
                    case UncheckedIOException io ->
                            List.of(unreadable(Objects.requireNonNull(io.getCause())));
                    case IOException io -> List.of(unreadable(io));
                    default -> List.of(internal(failure));
                };
        problems.forEach(console::problem);
        if (console.isVerbose() && (failure.getCause() != null || isInternal(problems))) {
            console.trace(failure);
        }
        return ExitCodes.of(problems);
    }

    private static boolean isInternal(List<Problem> problems) {
        return problems.get(0).code() == ProblemCode.INTERNAL_ERROR;
    }

    private static Problem unreadable(IOException failure) {
        String file =
                failure instanceof FileSystemException f && f.getFile() != null ? f.getFile() : "";
        String reason =
                switch (failure) {
                    case NoSuchFileException missing -> "There is no such file or directory";
                    case AccessDeniedException denied -> "Access is denied";
                    case FileSystemException other when other.getReason() != null ->
                            other.getReason();
                    default -> String.valueOf(failure.getMessage());
                };
        return Problem.of(
                ProblemCode.INPUT_UNREADABLE,
                file,
                reason,
                "Check the path and that you may read and write there.");
    }

    private static Problem internal(Throwable failure) {
        return Problem.of(
                ProblemCode.INTERNAL_ERROR,
                "",
                "This should not have happened: " + failure,
                "Run it again with -v to see where, and please report it.");
    }
}
