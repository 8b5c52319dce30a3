package io.graphbus.server.build.upload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes zip archives for tests, honest and hostile ones. */
public final class Zip {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    public Zip with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public Zip with(String name, byte[] content) {
        try {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] bytes() {
        try {
            zip.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The archive with every entry of the central directory marked as a symbolic link. */
    public byte[] asLinks() {
        byte[] archive = bytes();
        for (int i = 0; i + 46 < archive.length; i++) {
            if (archive[i] == 'P'
                    && archive[i + 1] == 'K'
                    && archive[i + 2] == 1
                    && archive[i + 3] == 2) {
                archive[i + 40] = (byte) 0xFF;
                archive[i + 41] = (byte) 0xA1;
            }
        }
        return archive;
    }

    /** The archive with every entry said to be shorter than it is. */
    public byte[] cutShort() {
        byte[] archive = bytes();
        for (int i = 0; i + 46 < archive.length; i++) {
            if (archive[i] == 'P'
                    && archive[i + 1] == 'K'
                    && archive[i + 2] == 1
                    && archive[i + 3] == 2) {
                archive[i + 20] -= 5;
            }
        }
        return archive;
    }
}
