package io.graphbus.store;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Keeps each contract in a file of its own, {@code <agent>/<version>.json}, so that a registry can
 * be under version control and read in reviews. A file is replaced as a whole or not at all; one
 * that is damaged is a problem, never an absent contract. Usable from any thread and by many
 * processes.
 */
public final class FileContractStore implements ContractStore {

    private static final String SUFFIX = ".json";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,127}");
    private static final Comparator<StoredContract> ORDER =
            Comparator.comparing(StoredContract::agent)
                    .thenComparing(StoredContract::version)
                    .thenComparing(c -> c.version().text());

    private final Path directory;
    private final DirectoryLock lock;

    /** A store in a directory, which is made with the first contract. */
    public FileContractStore(Path directory) {
        this.directory = directory;
        this.lock = new DirectoryLock(directory);
    }

    /** Of all threads and processes that use the directory. */
    @Override
    public <T> T exclusively(Supplier<T> work) {
        return lock.exclusively(work);
    }

    @Override
    public Optional<StoredContract> find(String agent, Version version) {
        return isName(agent) ? read(file(agent, version), agent) : Optional.empty();
    }

    private static boolean isName(String agent) {
        return NAME.matcher(agent).matches();
    }

    private Path file(String agent, Version version) {
        return directory.resolve(agent).resolve(version.text() + SUFFIX);
    }

    /** File systems that ignore case have another agent's file under this name. */
    private static Optional<StoredContract> read(Path file, String agent) {
        Optional<StoredContract> found = ContractFile.read(file);
        found.filter(c -> !isAt(c, file))
                .ifPresent(
                        c -> {
                            throw misplaced(c, file).toException();
                        });
        return found.filter(c -> c.agent().equals(agent));
    }

    private static boolean isAt(StoredContract contract, Path file) {
        return file.endsWith(contract.version().text() + SUFFIX)
                && directoryOf(file).equalsIgnoreCase(contract.agent());
    }

    private static String directoryOf(Path file) {
        return String.valueOf(file.getName(file.getNameCount() - 2));
    }

    private static Problem misplaced(StoredContract contract, Path file) {
        return Problem.of(
                ProblemCode.CONTRACT_DAMAGED,
                file.toString(),
                "the file holds the contract of "
                        + contract.agent()
                        + "@"
                        + contract.version()
                        + ", whose place is elsewhere",
                "Move it to "
                        + Path.of(contract.agent(), contract.version().text() + SUFFIX)
                        + ", or remove it.");
    }

    @Override
    public List<StoredContract> versions(String agent) {
        return isName(agent)
                ? all(files(directory.resolve(agent), "*" + SUFFIX)).stream()
                        .filter(c -> c.agent().equals(agent))
                        .toList()
                : List.of();
    }

    @Override
    public List<StoredContract> list() {
        return all(
                files(directory, "*").stream()
                        .flatMap(agent -> files(agent, "*" + SUFFIX).stream())
                        .toList());
    }

    private static List<Path> files(Path directory, String glob) {
        List<Path> files = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return files;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, glob)) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.INPUT_UNREADABLE,
                            directory.toString(),
                            "the registered contracts cannot be listed: " + e,
                            "Check that the directory can be read.")
                    .toException(e);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    /** All of them, or the problems of all that are damaged. */
    private static List<StoredContract> all(List<Path> files) {
        List<StoredContract> contracts = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                read(file, directoryOf(file)).ifPresent(contracts::add);
            } catch (GraphBusException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new GraphBusException(problems, null);
        }
        contracts.sort(ORDER);
        return contracts;
    }

    @Override
    public void save(StoredContract contract) {
        if (!isName(contract.agent())) {
            throw new IllegalArgumentException("not the name of an agent: " + contract.agent());
        }
        Path file = file(contract.agent(), contract.version());
        String text = ContractFile.text(contract);
        try {
            Files.createDirectories(file.getParent());
            WholeFile.replace(file, text);
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.OUTPUT_NOT_WRITABLE,
                            file.toString(),
                            "the contract could not be saved: " + e,
                            "Check that " + directory + " can be written; nothing was changed.")
                    .toException(e);
        }
    }
}
