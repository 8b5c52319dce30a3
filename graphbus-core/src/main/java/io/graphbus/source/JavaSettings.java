package io.graphbus.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the compiler reads sources, beyond its class path.
 *
 * @param release the language level and platform, as {@code javac --release}; {@code null} for the
 *     compiler's own
 * @param encoding of the sources
 * @param compileOnly what the sources need but agents at run time do not
 * @param processorPath where annotation processors are; empty for the class path
 * @param processing whether annotation processors run
 * @param arguments for annotation processors, such as {@code -Akey=value}
 */
public record JavaSettings(
        @Nullable String release,
        Charset encoding,
        List<Path> compileOnly,
        List<Path> processorPath,
        boolean processing,
        List<String> arguments) {

    /** UTF-8, everything else as the compiler has it. */
    public static final JavaSettings DEFAULT =
            new JavaSettings(null, StandardCharsets.UTF_8, List.of(), List.of(), true, List.of());

    public JavaSettings {
        compileOnly = List.copyOf(compileOnly);
        processorPath = List.copyOf(processorPath);
        arguments = List.copyOf(arguments);
    }

    public JavaSettings release(@Nullable String level) {
        return new JavaSettings(level, encoding, compileOnly, processorPath, processing, arguments);
    }

    public JavaSettings encoding(Charset charset) {
        return new JavaSettings(
                release, charset, compileOnly, processorPath, processing, arguments);
    }

    public JavaSettings processing(boolean runs) {
        return new JavaSettings(release, encoding, compileOnly, processorPath, runs, arguments);
    }

    public JavaSettings compileOnly(List<Path> entries) {
        return new JavaSettings(release, encoding, entries, processorPath, processing, arguments);
    }
}
