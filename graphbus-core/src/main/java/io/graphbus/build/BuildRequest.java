package io.graphbus.build;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.source.JavaSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * What to build.
 *
 * @param input a directory of sources, a project directory, a directory of classes, or a jar
 * @param output the artifacts directory to write
 * @param classpath jars and class directories that the agents need
 * @param java how sources are compiled, where that differs from what a pom.xml says
 * @param checkOnly whether nothing is written
 * @param whole whether nothing is taken over from the artifacts that stand in the output
 * @param alone whether the Maven project that the input may stand in is left out of account
 * @param listener hears how far the build has come
 * @param baseline what the agents' contracts are compared with
 */
public record BuildRequest(
        Path input,
        Path output,
        List<Path> classpath,
        JavaSettings java,
        boolean checkOnly,
        boolean whole,
        boolean alone,
        Clock clock,
        BuildListener listener,
        Baseline baseline) {

    public BuildRequest {
        classpath = List.copyOf(classpath);
    }

    /** Builds to {@code .graphbus} beside the input. */
    public static BuildRequest of(Path input) {
        Path agents = Project.agentsDirectory(input);
        Path parent = agents.toAbsolutePath().normalize().getParent();
        Path beside = parent == null ? agents : parent;
        return new BuildRequest(
                agents,
                beside.resolve(ArtifactDirectory.NAME),
                List.of(),
                JavaSettings.DEFAULT,
                false,
                false,
                false,
                Clock.systemUTC(),
                BuildListener.NONE,
                Baseline.NONE);
    }

    public BuildRequest output(Path directory) {
        return new BuildRequest(
                input, directory, classpath, java, checkOnly, whole, alone, clock, listener,
                baseline);
    }

    public BuildRequest classpath(List<Path> entries) {
        return new BuildRequest(
                input, output, entries, java, checkOnly, whole, alone, clock, listener, baseline);
    }

    public BuildRequest java(JavaSettings settings) {
        return new BuildRequest(
                input, output, classpath, settings, checkOnly, whole, alone, clock, listener,
                baseline);
    }

    public BuildRequest checkOnly(boolean only) {
        return new BuildRequest(
                input, output, classpath, java, only, whole, alone, clock, listener, baseline);
    }

    public BuildRequest whole(boolean everything) {
        return new BuildRequest(
                input,
                output,
                classpath,
                java,
                checkOnly,
                everything,
                alone,
                clock,
                listener,
                baseline);
    }

    public BuildRequest alone(boolean byItself) {
        return new BuildRequest(
                input, output, classpath, java, checkOnly, whole, byItself, clock, listener,
                baseline);
    }

    public BuildRequest clock(Clock time) {
        return new BuildRequest(
                input, output, classpath, java, checkOnly, whole, alone, time, listener, baseline);
    }

    public BuildRequest listener(BuildListener hears) {
        return new BuildRequest(
                input, output, classpath, java, checkOnly, whole, alone, clock, hears, baseline);
    }

    public BuildRequest baseline(Baseline promised) {
        return new BuildRequest(
                input, output, classpath, java, checkOnly, whole, alone, clock, listener, promised);
    }
}
