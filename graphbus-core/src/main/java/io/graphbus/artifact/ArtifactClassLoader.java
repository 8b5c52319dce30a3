package io.graphbus.artifact;

import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
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

    private static final List<String> LIBRARIES = SHARED.subList(5, SHARED.size());

    private final Map<String, byte[]> own;
    private final UnaryOperator<byte[]> change;

    private ArtifactClassLoader(
            Map<String, byte[]> own,
            URL[] libraries,
            ClassLoader parent,
            UnaryOperator<byte[]> change) {
        super("graphbus", libraries, parent);
        this.own = own;
        this.change = change;
    }

    /** A loader over a directory of classes and the jars and class directories they need. */
    public static ArtifactClassLoader of(Path classes, List<Path> libraries, ClassLoader parent) {
        return of(classes, libraries, parent, UnaryOperator.identity());
    }

    /**
     * A loader that sees nothing of this application but what agents are written against, and
     * changes own classes before it defines them.
     *
     * @param change from class file to class file
     */
    static ArtifactClassLoader isolated(
            Path classes, List<Path> libraries, UnaryOperator<byte[]> change) {
        return of(classes, libraries, Shared.INSTANCE, change);
    }

    private static ArtifactClassLoader of(
            Path classes, List<Path> libraries, ClassLoader parent, UnaryOperator<byte[]> change) {
        try {
            Map<String, byte[]> own = new HashMap<>();
            for (String file : FileTree.files(classes)) {
                own.put(file, Files.readAllBytes(classes.resolve(file)));
            }
            URL[] urls = new URL[libraries.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = libraries.get(i).toUri().toURL();
            }
            return new ArtifactClassLoader(own, urls, parent, change);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The agent's class, not initialised. */
    public Class<?> agentClass(AgentDefinition agent) {
        return load(agent, agent.className());
    }

    /** Closes its files, and has JSON forget its classes, which would keep it. */
    @Override
    public void close() throws IOException {
        Json.forgetTypes();
        super.close();
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
        return bytes == null ? super.findClass(name) : define(name, change.apply(bytes));
    }

    private Class<?> define(String name, byte[] bytes) {
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] bytes = own.get(name);
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    /**
     * Shows of an application only what agents are written against: the JDK, GraphBus's own core,
     * and the libraries that its core shares with agents. The application's other classes, its
     * files and its services are not there. Usable from any thread.
     */
    private static final class Shared extends ClassLoader {

        static final Shared INSTANCE = new Shared();

        private final ClassLoader application = Shared.class.getClassLoader();
        private final @Nullable CodeSource core =
                Shared.class.getProtectionDomain().getCodeSource();

        private Shared() {
            super("graphbus-shared", getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            Class<?> found = application.loadClass(name);
            if (found.getModule().isNamed() || isLibrary(name) || isCore(found)) {
                return found;
            }
            throw new ClassNotFoundException(name);
        }

        /** What is not the JDK's has no resources here. */
        @Override
        protected @Nullable URL findResource(String name) {
            return null;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return getParent().getResources(name);
        }

        private static boolean isLibrary(String name) {
            return LIBRARIES.stream().anyMatch(name::startsWith);
        }

        private boolean isCore(Class<?> found) {
            CodeSource source = found.getProtectionDomain().getCodeSource();
            return core != null
                    && source != null
                    && Objects.equals(core.getLocation(), source.getLocation());
        }
    }
}
