package io.graphbus.cli.build;

import io.graphbus.build.Baseline;
import io.graphbus.build.BuildRequest;
import io.graphbus.cli.system.LocalSystem;
import io.graphbus.contract.ContractRegistry;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.source.JavaSettings;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How what is built is read. */
final class InputOptions {

    @Option(
            names = "--classpath",
            paramLabel = "CP",
            defaultValue = "",
            description = "What the agents need besides GraphBus: jars, directories, dir/*.")
    private String classpath = "";

    @Option(
            names = "--release",
            paramLabel = "N",
            description =
                    "The Java language level of the sources; without it that of pom.xml or the JDK.")
    private @Nullable String release;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            defaultValue = "UTF-8",
            description = "The encoding of the sources; without it that of pom.xml or UTF-8.")
    private String encoding = "UTF-8";

    @Option(
            names = "--baseline",
            paramLabel = "DIR",
            description = {
                "Hold contracts to what is registered in this data directory, such as graphbus-data."
            })
    private @Nullable Path baseline;

    BuildRequest request(Path input) {
        JavaSettings java = JavaSettings.DEFAULT.release(release).encoding(charset());
        BuildRequest request =
                BuildRequest.of(input).classpath(Classpath.parse(classpath)).java(java);
        return baseline == null ? request : request.baseline(registered(baseline));
    }

    private static Baseline registered(Path data) {
        if (!Files.isDirectory(data)) {
            throw Problem.of(
                            ProblemCode.DIRECTORY_MISSING,
                            data.toString(),
                            "there is no directory " + data + " to take contracts from",
                            "Name the directory that 'graphbus contract register --data DIR' writes"
                                    + " to.")
                    .toException();
        }
        return Baseline.of(new ContractRegistry(LocalSystem.contracts(data), Clock.systemUTC()));
    }

    private Charset charset() {
        if (encoding.matches("[A-Za-z0-9_.:+-]+") && Charset.isSupported(encoding)) {
            return Charset.forName(encoding);
        }
        throw Problem.of(
                        ProblemCode.USAGE,
                        "--encoding",
                        "this Java knows no encoding " + encoding,
                        "Take one such as UTF-8, ISO-8859-1 or windows-1252.")
                .toException();
    }
}
