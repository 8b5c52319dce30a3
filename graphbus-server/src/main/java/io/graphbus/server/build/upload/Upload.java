package io.graphbus.server.build.upload;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The doors for uploads. What cannot be read or would leave its directory is {@code
 * INVALID_UPLOAD}, what is over a limit {@code PAYLOAD_TOO_LARGE}. Immutable.
 */
public final class Upload {

    private static final String SEND_ZIP = "Send a zip archive of Java sources.";
    private static final String SEND_JSON =
            "Send {\"files\": {\"HelloService.java\": \"<source>\"}}.";

    private final UploadLimits limits;

    public Upload(UploadLimits limits) {
        this.limits = limits;
    }

    /** Sources from a zip archive, spooled to a file that is always removed. */
    public Sources fromZip(InputStream archive) throws IOException {
        Path file = Files.createTempFile("graphbus-upload", ".zip");
        try {
            Files.write(file, read(archive));
            return unzip(file);
        } catch (ZipException | EOFException e) {
            throw Sources.SourceName.refused(
                    "sources", "The upload is not a readable zip: " + e.getMessage(), SEND_ZIP);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Sources from a JSON object whose only member {@code files} maps names to sources. */
    public Sources fromJson(InputStream body, JsonMapper json) throws IOException {
        var collector = new Sources.Collector(limits);
        JsonNode files = parse(read(body), json).path("files");
        if (!files.isObject()) {
            throw Sources.SourceName.refused(
                    "files", "The body has no object \"files\".", SEND_JSON);
        }
        for (var file : files.properties()) {
            if (!file.getValue().isString()) {
                throw Sources.SourceName.refused(
                        file.getKey(), "The source is not a string.", SEND_JSON);
            }
            byte[] source = file.getValue().stringValue().getBytes(StandardCharsets.UTF_8);
            collector.add(file.getKey(), source);
        }
        return collector.sources();
    }

    private static JsonNode parse(byte[] body, JsonMapper json) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            var at = e.getLocation();
            String where = at == null ? "" : at.getLineNr() + ":" + at.getColumnNr();
            String message = "The body is not JSON: " + Json.reason(e);
            throw Problem.of(ProblemCode.INVALID_JSON, where, message, SEND_JSON).toException();
        }
    }

    private Sources unzip(Path file) throws IOException {
        SymbolicLinks.refuseIn(Files.readAllBytes(file));
        var collector = new Sources.Collector(limits);
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.size() > limits.files()) {
                throw limits.tooMany();
            }
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.isDirectory()) {
                    String name = entry.getName();
                    Sources.SourceName.check(name.substring(0, name.length() - 1));
                } else {
                    collector.add(entry.getName(), read(zip, entry, collector.left()));
                }
            }
        }
        return collector.sources();
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
