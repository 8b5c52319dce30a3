package io.graphbus.e2e.launcher;

import io.graphbus.e2e.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;

/** A checkout whose Maven only counts its runs and whose program says how it was started. */
final class FakeCheckout {

    private static final String MAIN =
            """
            public class Main {
                public static void main(String[] arguments) throws Exception {
                    var jvm = java.lang.management.ManagementFactory.getRuntimeMXBean();
                    System.out.println(String.join(" ", arguments));
                    System.out.println(jvm.getInputArguments());
                    System.out.write(System.in.readAllBytes());
                    System.out.flush();
                }
            }
            """;

    private static final String REHEARSAL =
            """
            package io.graphbus.cli;

            public class Rehearsal {
                public static void main(String[] arguments) throws Exception {
                    if (System.getenv("STAGE_FRIGHT") != null) {
                        String self = "" + ProcessHandle.current().pid();
                        new ProcessBuilder("kill", "-9", self).start().waitFor();
                    }
                }
            }
            """;

    private static final String MAVEN =
            """
            #!/bin/sh
            echo "noise of the build"
            cat >/dev/null
            echo run >>"$(dirname "$0")/builds.log"
            [ ! -f "$(dirname "$0")/broken" ] || exit 1
            mkdir -p graphbus-cli/target/graphbus/lib
            cp fake.jar graphbus-cli/target/graphbus/lib/graphbus.jar
            cp fake.jar graphbus-cli/target/graphbus/lib/graphbus-server.jar
            echo 1 >graphbus-cli/target/graphbus/lib/build-id
            """;

    final Path root;

    FakeCheckout(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve(".mvn"));
        Files.copy(Program.CHECKOUT.resolve(".mvn/jdk.sh"), root.resolve(".mvn/jdk.sh"));
        executable("graphbus", Files.readString(Program.CHECKOUT.resolve("graphbus")));
        executable("mvnw", MAVEN);
        for (String file : List.of("pom.xml", "graphbus-core/src/main/A.java")) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), file);
        }
        jar(root.resolve("fake.jar"));
    }

    Program program() {
        return Program.of(root.resolve("graphbus"), root);
    }

    long builds() throws IOException {
        Path log = root.resolve("builds.log");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    void executable(String name, String content) throws IOException {
        Files.writeString(root.resolve(name), content);
        root.resolve(name).toFile().setExecutable(true);
    }

    private void jar(Path file) throws IOException {
        Path main = Files.writeString(root.resolve("Main.java"), MAIN);
        Path rehearsal = Files.writeString(root.resolve("Rehearsal.java"), REHEARSAL);
        ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", "" + root, "" + main, "" + rehearsal);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Main");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (String name : List.of("Main.class", "io/graphbus/cli/Rehearsal.class")) {
                jar.putNextEntry(new JarEntry(name));
                jar.write(Files.readAllBytes(root.resolve(name)));
            }
        }
    }
}
