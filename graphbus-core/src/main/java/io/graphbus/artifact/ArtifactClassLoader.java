package io.graphbus.artifact;

import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads agents, their dispatchers and their records: own classes first, except GraphBus, the JDK,
 * SLF4J and JSpecify. Own classes are read into memory at once, so that a later build does not
 * change a running graph. Usable from any thread.
 */
public final class ArtifactClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    /**
     * What agents and GraphBus must agree on, Jackson included: its annotations stand on payloads.
     */
    private static final List<String> SHARED =
            List.of(
                    "java.",
                    "javax.",
                    "jdk.",
                    "sun.",
                    "io.graphbus.",
                    "org.slf4j.",
                    "org.jspecify.",
                    "tools.jackson.",
                    "com.fasterxml.jackson.annotation.");

    private final Map<String, byte[]> own;

    private ArtifactClassLoader(Map<String, byte[]> own, URL[] libraries, ClassLoader parent) {
        super("graphbus", libraries, parent);
        this.own = own;
    }

    /** A loader over a directory of classes and the jars and class directories they need. */
    public static ArtifactClassLoader of(Path classes, List<Path> libraries, ClassLoader parent) {
        try {
            Map<String, byte[]> own = new HashMap<>();
            for (String file : FileTree.files(classes)) {
                own.put(file, Files.readAllBytes(classes.resolve(file)));
            }
            URL[] urls = new URL[libraries.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = libraries.get(i).toUri().toURL();
            }
            return new ArtifactClassLoader(own, urls, parent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The agent's class, not initialised. */
    public Class<?> agentClass(AgentDefinition agent) {
        return load(agent, agent.className());
    }

    /** The class generated to call the agent: public, with one constructor that takes the agent. */
    public Class<?> dispatcherClass(AgentDefinition agent) {
        return load(agent, ArtifactDirectory.dispatcherName(agent));
    }

    private Class<?> load(AgentDefinition agent, String name) {
        try {
            return Class.forName(name, false, this);
        } catch (ClassNotFoundException | LinkageError e) {
            throw Problem.of(
                            ProblemCode.ARTIFACTS_UNREADABLE,
                            agent.name(),
                            "the class " + name + " of " + agent.name() + " cannot be loaded: " + e,
                            "Build the project again, with all it needs on --classpath.")
                    .toException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : find(name, resolve);
        }
    }

    private Class<?> find(String name, boolean resolve) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        try {
            return findClass(name);
        } catch (ClassNotFoundException e) {
            return super.loadClass(name, resolve);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = own.get(name.replace('.', '/') + ".class");
        return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] bytes = own.get(name);
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }
}
