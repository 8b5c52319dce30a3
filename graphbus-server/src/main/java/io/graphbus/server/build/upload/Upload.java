package io.graphbus.server.build.upload;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.server.build.scratch.Scratch;
import io.graphbus.server.build.scratch.ScratchDirectory;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The doors for uploads. What cannot be read or would leave its directory is {@code
 * INVALID_UPLOAD}, what is over a limit {@code PAYLOAD_TOO_LARGE}. Immutable.
 */
public final class Upload {

    private static final String SEND_ZIP = "Send a zip archive of Java sources.";
    private static final String SEND_ARTIFACTS =
            "Send a zip of the .graphbus directory that graphbus build writes, or a jar.";
    private static final String SEND_JSON =
            "Send {\"files\": {\"HelloService.java\": \"<source>\"}}.";

    private final UploadLimits limits;
    private final Scratch scratch;

    public Upload(UploadLimits limits, Scratch scratch) {
        this.limits = limits;
        this.scratch = scratch;
    }

    /** Sources from a zip archive. */
    public Sources sources(InputStream archive) throws IOException {
        return Sources.of(unzip(archive, Sources::isJava, "sources", SEND_ZIP));
    }

    /** An artifacts directory from a zip archive, or the classes of a jar. */
    public Artifacts artifacts(InputStream archive) throws IOException {
        return Artifacts.of(unzip(archive, name -> true, "artifacts", SEND_ARTIFACTS));
    }

    /** Sources from a JSON object whose only member {@code files} maps names to sources. */
    public Sources sources(InputStream body, JsonMapper json) throws IOException {
        var collector = new Collector(limits, Sources::isJava);
        JsonNode files = parse(read(body), json).path("files");
        if (!files.isObject()) {
            throw EntryName.refused("files", "The body has no object \"files\".", SEND_JSON);
        }
        for (var file : files.properties()) {
            if (!file.getValue().isString()) {
                throw EntryName.refused(file.getKey(), "The source is not a string.", SEND_JSON);
            }
            byte[] source = file.getValue().stringValue().getBytes(StandardCharsets.UTF_8);
            collector.add(file.getKey(), source);
        }
        return Sources.of(collector.files());
    }

    private static JsonNode parse(byte[] body, JsonMapper json) {
        try {
            return json.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION).readTree(body);
        } catch (JacksonException e) {
            var at = e.getLocation();
            String where = at == null ? "" : at.getLineNr() + ":" + at.getColumnNr();
            String message = "The body is not JSON: " + Json.reason(e);
            throw Problem.of(ProblemCode.INVALID_JSON, where, message, SEND_JSON).toException();
        }
    }

    /** The archive is spooled to a file that is always removed. */
    private SortedMap<String, byte[]> unzip(
            InputStream archive, Predicate<String> wanted, String part, String hint)
            throws IOException {
        try (ScratchDirectory directory = scratch.directory("upload")) {
            Path file = directory.path().resolve("upload.zip");
            byte[] content = read(archive);
            EntryTypes.check(content);
            Files.write(file, content);
            return unzip(file, new Collector(limits, wanted));
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw EntryName.refused(
                    part, "The upload is not a readable zip: " + e.getMessage(), hint);
        }
    }

    private SortedMap<String, byte[]> unzip(Path file, Collector collector) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.size() > limits.files()) {
                throw limits.tooMany();
            }
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.isDirectory()) {
                    String name = entry.getName();
                    EntryName.check(name.substring(0, name.length() - 1));
                } else {
                    collector.add(entry.getName(), read(zip, entry, collector.left()));
                }
            }
        }
        return collector.files();
    }

    private byte[] read(ZipFile zip, ZipEntry entry, long left) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            int wanted = (int) Math.min(Integer.MAX_VALUE - 8, left + 1);
            byte[] content = in.readNBytes(wanted);
            if (content.length > left) {
                throw limits.tooLargeUnpacked();
            }
            return content;
        }
    }

    private byte[] read(InputStream in) throws IOException {
        var content = new ByteArrayOutputStream();
        long most = limits.size().toBytes();
        byte[] chunk = new byte[8192];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            content.write(chunk, 0, n);
            if (content.size() > most) {
                throw limits.tooLarge();
            }
        }
        return content.toByteArray();
    }
}
