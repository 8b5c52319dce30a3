package io.graphbus.server.build;

import io.graphbus.server.build.upload.Zip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.json.JsonMapper;

/** Sources by name, as either kind of upload. */
final class UploadedFiles {

    static UploadedFiles greeter(String word) {
        return new UploadedFiles()
                .with(
                        "Greeter.java",
                        """
                        import io.graphbus.agent.*;
                        @Agent public class Greeter {
                            @SchemaMethod public String greet(String name) { return "WORD, " + name + "!"; }
                        }
                        """
                                .replace("WORD", word));
    }

    static UploadedFiles counter(String name) {
        return new UploadedFiles()
                .with(
                        name + ".java",
                        """
                        import io.graphbus.agent.*;
                        @Agent public class NAME implements Stateful<NAME.Total> {
                            public record Total(long value) {}
                            private long value;
                            @SchemaMethod public long add(long n) { return value += n; }
                            public Total captureState() { return new Total(value); }
                            public void restoreState(Total total) { value = total.value(); }
                        }
                        """
                                .replace("NAME", name));
    }

    static UploadedFiles stable(String type) {
        return new UploadedFiles()
                .with(
                        "Stable.java",
                        """
                        import io.graphbus.agent.*;
                        @Agent @Contract(version = "1.0.0") public class Stable {
                            @SchemaMethod public TYPE echo(TYPE value) { return value; }
                        }
                        """
                                .replace("TYPE", type));
    }

    static final String OTHER =
            "import io.graphbus.agent.*;\n"
                    + "@Agent public class Other {\n"
                    + "@SchemaMethod public int one() { return 1; }\n"
                    + "}\n";

    static final String FAULTY =
            """
            import io.graphbus.agent.*;
            @Agent public class Faulty {
                public Faulty() { throw new IllegalStateException("cannot"); }
                @SchemaMethod public int one() { return 1; }
            }
            """;

    private final Map<String, String> byName = new TreeMap<>();

    /** Two agents, one of which asks the other; both say the word. */
    static UploadedFiles pair(String word) {
        return new UploadedFiles()
                .with(
                        "Asker.java",
                        """
                        import io.graphbus.agent.*;
                        @Agent public class Asker {
                            private final AgentContext context;
                            public Asker(AgentContext context) { this.context = context; }
                            @SchemaMethod public String ask() {
                                return "WORD" + context.call("Teller", "tell");
                            }
                        }
                        """
                                .replace("WORD", word))
                .with(
                        "Teller.java",
                        """
                        import io.graphbus.agent.*;
                        @Agent public class Teller {
                            @SchemaMethod public String tell() { return "WORD"; }
                        }
                        """
                                .replace("WORD", word));
    }

    UploadedFiles with(String name, String source) {
        byName.put(name, source);
        return this;
    }

    byte[] zip() {
        var zip = new Zip();
        byName.forEach(zip::with);
        return zip.bytes();
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(Map.of("files", byName));
    }

    /** An archive with one file of another, under another name. */
    static byte[] only(byte[] archive, String name, String newName) throws IOException {
        return new Zip().with(newName, entries(archive).get(name)).bytes();
    }

    /** The same archive with another last byte in one of its files. */
    static byte[] changed(byte[] archive, String name) throws IOException {
        var zip = new Zip();
        entries(archive)
                .forEach(
                        (file, content) -> {
                            if (file.equals(name)) {
                                content[content.length - 1]++;
                            }
                            zip.with(file, content);
                        });
        return zip.bytes();
    }

    private static Map<String, byte[]> entries(byte[] archive) throws IOException {
        var entries = new TreeMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                entries.put(e.getName(), in.readAllBytes());
            }
        }
        return entries;
    }
}
