package io.graphbus.store.deployment;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.store.DirectoryLock;
import io.graphbus.store.WholeFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps what is live in an environment in one file, {@code <environment>.json}. A file is replaced
 * as a whole or not at all; one that is damaged is a problem, never an empty environment. Usable
 * from any thread and by many processes.
 */
public final class FileDeploymentStore implements DeploymentStore {

    private static final int FORMAT = 1;
    private static final String SUFFIX = ".json";
    private static final String LIVE = "live";

    private final Path directory;
    private final DirectoryLock lock;

    /** A store in a directory, which is made with the first deployment. */
    public FileDeploymentStore(Path directory) {
        this.directory = directory;
        this.lock = new DirectoryLock(directory);
    }

    @Override
    public List<Deployment> list() {
        List<Deployment> all = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            try {
                all.addAll(in(file, name.substring(0, name.length() - SUFFIX.length())));
            } catch (GraphBusException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new GraphBusException(problems, null);
        }
        all.sort(Deployment.ORDER);
        return List.copyOf(all);
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return files;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw unreadable(directory, e).toException(e);
        }
        files.sort(null);
        return files;
    }

    private static Problem unreadable(Path path, IOException e) {
        return Problem.of(
                ProblemCode.INPUT_UNREADABLE,
                path.toString(),
                "what is deployed cannot be read: " + e,
                "Check that it can be read.");
    }

    @Override
    public List<Deployment> in(String environment) {
        String name = Deployment.environmentNamed(environment);
        return in(file(name), name);
    }

    private static List<Deployment> in(Path file, String environment) {
        try {
            return read(Json.MAPPER.readTree(Files.readString(file)), environment);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (CharacterCodingException
                | DateTimeException
                | IllegalArgumentException
                | GraphBusException e) {
            throw damaged(file, e.getMessage()).toException(e);
        } catch (JacksonException e) {
            throw damaged(file, Json.reason(e)).toException(e);
        } catch (IOException e) {
            throw unreadable(file, e).toException(e);
        }
    }

    private Path file(String environment) {
        return directory.resolve(environment + SUFFIX);
    }

    private static List<Deployment> read(JsonNode tree, String environment) {
        int format = tree.path("formatVersion").asInt(0);
        if (format != FORMAT || !tree.path("environment").asString("").equals(environment)) {
            throw new IllegalArgumentException(
                    "it is no list of format " + FORMAT + " of what is live in " + environment);
        }
        TreeSet<Deployment> live = new TreeSet<>(Deployment.ORDER);
        for (JsonNode entry : tree.path(LIVE)) {
            live.add(
                    new Deployment(
                            environment,
                            entry.path("agent").asString(""),
                            Version.of(entry.path("version").asString("")),
                            Instant.parse(entry.path("since").asString(""))));
        }
        if (!tree.path(LIVE).isArray()) {
            throw new IllegalArgumentException("it has no " + LIVE);
        }
        return List.copyOf(live);
    }

    private static Problem damaged(Path file, @Nullable String reason) {
        return Problem.of(
                ProblemCode.DEPLOYMENTS_DAMAGED,
                file.toString(),
                "the list of what is deployed is damaged: " + reason,
                "Put the file back from a backup, or remove it and record again what is live"
                        + " there.");
    }

    @Override
    public List<Deployment> replace(Deployment deployment) {
        return changed(deployment.environment(), live -> live.replace(deployment));
    }

    @Override
    public boolean add(Deployment deployment) {
        return changed(deployment.environment(), live -> live.add(deployment));
    }

    @Override
    public boolean remove(String environment, String agent, Version version) {
        return changed(
                Deployment.environmentNamed(environment),
                live -> live.remove(environment, agent, version));
    }

    private <T> T changed(String environment, Function<DeploymentStore, T> change) {
        return lock.exclusively(
                () -> {
                    List<Deployment> before = in(environment);
                    DeploymentStore live = new InMemoryDeploymentStore();
                    before.forEach(live::add);
                    T answer = change.apply(live);
                    if (!live.list().equals(before)) {
                        write(environment, live.list());
                    }
                    return answer;
                });
    }

    private void write(String environment, List<Deployment> live) {
        ObjectNode tree =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("formatVersion", FORMAT)
                        .put("environment", environment);
        ArrayNode entries = tree.putArray(LIVE);
        for (Deployment deployment : live) {
            entries.addObject()
                    .put("agent", deployment.agent())
                    .put("version", deployment.version().text())
                    .put("since", deployment.since().toString());
        }
        try {
            WholeFile.replace(file(environment), Json.pretty(tree));
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.OUTPUT_NOT_WRITABLE,
                            file(environment).toString(),
                            "what is deployed could not be written: " + e,
                            "Check that the directory can be written; nothing was changed.")
                    .toException(e);
        }
    }
}
