package io.graphbus.server.build.upload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
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
        return withModes(0xA1FF);
    }

    /** The archive with one Unix mode for every entry of the central directory. */
    public byte[] withModes(int mode) {
        byte[] archive = bytes();
        for (int entry : directory(archive)) {
            archive[entry + 40] = (byte) mode;
            archive[entry + 41] = (byte) (mode >>> 8);
        }
        return archive;
    }

    /** The archive with every entry said to be shorter than it is. */
    public byte[] cutShort() {
        byte[] archive = bytes();
        for (int entry : directory(archive)) {
            archive[entry + 20] -= 5;
        }
        return archive;
    }

    /** The archive with every entry said to unpack to so many bytes. */
    public byte[] claiming(int size) {
        byte[] archive = bytes();
        for (int entry : directory(archive)) {
            ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).putInt(entry + 24, size);
        }
        return archive;
    }

    /** The archive with every entry of the central directory pointing to the first one's bytes. */
    public byte[] overlapping() {
        byte[] archive = bytes();
        for (int entry : directory(archive)) {
            ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).putInt(entry + 42, 0);
        }
        return archive;
    }

    /** The archive with a text put in the place of another of the same length, wherever it is. */
    public byte[] replacing(String text, String other) {
        String content = new String(bytes(), StandardCharsets.ISO_8859_1);
        return content.replace(text, other).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Where the entries of the central directory begin. */
    private static List<Integer> directory(byte[] archive) {
        return IntStream.range(0, archive.length - 46)
                .filter(
                        i ->
                                archive[i] == 'P'
                                        && archive[i + 1] == 'K'
                                        && archive[i + 2] == 1
                                        && archive[i + 3] == 2)
                .boxed()
                .toList();
    }
}
