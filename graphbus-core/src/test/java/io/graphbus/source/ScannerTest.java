package io.graphbus.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScannerTest {

    @TempDir Path root;

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = root.resolve("in").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
    }

    private static List<String> names(Scanner.Input input, List<Path> files) {
        return files.stream().map(input::name).toList();
    }

    @Test
    void sourcesAreFoundInAnyPackageAndClassesBesideThemAreNot() throws IOException {
        files(
                "b/B.java",
                "A.java",
                "module-info.java",
                ".hidden/H.java",
                "b/B.class",
                "b/words.txt");
        Scanner.Input input = Scanner.scan(root.resolve("in"), root.resolve("scratch"));
        assertThat(names(input, input.sources())).containsExactly("A.java", "b/B.java");
        assertThat(names(input, input.others())).containsExactly("b/words.txt");
    }

    @Test
    void anEntryOfAJarCannotEscape() throws IOException {
        Path jar = root.resolve("evil.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name :
                    Stream.of("ok/A.class", "META-INF/B.class", "META-INF/services/x.Y").toList()) {
                out.putNextEntry(new ZipEntry(name));
                out.closeEntry();
            }
        }
        Scanner.Input input = Scanner.scan(jar, root.resolve("scratch"));
        assertThat(names(input, input.others()))
                .containsExactly("META-INF/services/x.Y", "ok/A.class");
        assertThat(input.sources()).isEmpty();
    }
}
