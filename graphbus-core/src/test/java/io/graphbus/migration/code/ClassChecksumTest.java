package io.graphbus.migration.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same code has the same checksum, whatever else is in its class file. */
class ClassChecksumTest {

    private static final String SOURCE =
            """
            public class Move {
                private static final String WORD = "total";
                private static final long BIG = 1L << 40;
                private int count = 70_000;

                String run(Object given, int kind) {
                    try {
                        int doubled = kind * 2;
                        switch (kind) {
                            case 1: doubled += 1; break;
                            case 2: doubled += 2; break;
                            case 3: doubled += 3; break;
                            default: doubled = 0;
                        }
                        switch (doubled) {
                            case 10: return WORD;
                            case 10_000: return "x" + given;
                            default:
                        }
                        for (int i = 0; i < 1_000; i += 300) { count += i; }
                        Runnable later = () -> System.setProperty("k", String.valueOf(given));
                        later.run();
                        long[][] grid = new long[2][3];
                        boolean text = given instanceof CharSequence;
                        double half = 0.5d + BIG;
                        return WORD + doubled + grid[1][2] + text + half;
                    } catch (IllegalStateException e) {
                        return null;
                    }
                }

                int other() { return count; }
            }
            """;

    @TempDir private Path directory;
    private int number;

    private String checksum(String source, String... options) throws IOException {
        Path out = Files.createDirectories(directory.resolve("" + number++));
        Path file = Files.writeString(out.resolve("Move.java"), source);
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<String> all = new java.util.ArrayList<>(List.of(options));
            all.addAll(List.of("-d", out.toString()));
            assertThat(
                            compiler.getTask(
                                            null,
                                            files,
                                            null,
                                            all,
                                            null,
                                            files.getJavaFileObjects(file))
                                    .call())
                    .isTrue();
        }
        try (var loader = new URLClassLoader(new URL[] {out.toUri().toURL()}, null)) {
            return ClassChecksum.of(loader.loadClass("Move"));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void linesNamesCommentsOrderAndFlagsDoNotCount() throws IOException {
        String checksum = checksum(SOURCE, "-g");

        assertThat(checksum).matches("[0-9a-f]{64}");
        assertThat(checksum(SOURCE, "-g:none")).isEqualTo(checksum);
        assertThat(checksum("// words\n\n" + SOURCE.replace("doubled", "twice")))
                .isEqualTo(checksum);
        String other = "    int other() { return count; }\n";
        String moved =
                SOURCE.replace(other, "").replace("    String run(", other + "    String run(");
        assertThat(checksum(moved, "-g")).isEqualTo(checksum);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind * 2 -> kind * 3",
                "\"total\" -> \"sum\"",
                "1L << 40 -> 1L << 41",
                "case 10: -> case 11:",
                "case 3: -> case 4:",
                "70_000 -> 70_001",
                "i += 300 -> i += 301",
                "valueOf(given) -> valueOf(1)",
                "CharSequence -> String",
                "IllegalStateException -> IllegalArgumentException",
                "0.5d -> 0.6d",
                "\"x\" + given -> \"y\" + given",
                "new long[2][3] -> new long[2][4]",
                "int other() -> long other()"
            })
    void whatTheCodeDoesCounts(String change) throws IOException {
        String[] parts = change.split(" -> ");
        String changed = SOURCE.replace(parts[0], parts[1]);

        assertThat(changed).isNotEqualTo(SOURCE);
        assertThat(checksum(changed)).isNotEqualTo(checksum(SOURCE));
    }

    @Test
    void whatHasNoFileIsAProblem() {
        Runnable lambda = () -> {};

        assertThat(
                        catchThrowableOfType(
                                        GraphBusException.class,
                                        () -> ClassChecksum.of(lambda.getClass()))
                                .problem()
                                .code())
                .isEqualTo(ProblemCode.INVALID_MIGRATION);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                String.class,
                java.util.HashMap.class,
                java.util.concurrent.ConcurrentHashMap.class,
                java.util.regex.Pattern.class,
                java.math.BigDecimal.class,
                List.class
            })
    void everyClassFileCanBeRead(Class<?> type) {
        assertThat(ClassChecksum.of(type)).isEqualTo(ClassChecksum.of(type)).hasSize(64);
    }
}
