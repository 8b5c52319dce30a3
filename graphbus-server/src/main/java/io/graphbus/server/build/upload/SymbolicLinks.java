package io.graphbus.server.build.upload;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/**
 * Finds symbolic links in a zip by the Unix modes of its central directory, which {@code
 * java.util.zip} does not show. Layout: APPNOTE.TXT of PKWARE, sections 4.3.12 and 4.3.16.
 */
final class SymbolicLinks {

    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int TYPE = 0xF000;
    private static final int LINK = 0xA000;

    private SymbolicLinks() {}

    /** Throws {@code INVALID_UPLOAD} at the first link. */
    static void refuseIn(byte[] archive) throws ZipException {
        var zip = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int end = endOf(zip);
        int entry = end - zip.getInt(end + 12);
        while (entry >= 0 && entry + ENTRY_SIZE <= end && zip.getInt(entry) == ENTRY) {
            int nameLength = Short.toUnsignedInt(zip.getShort(entry + 28));
            if ((zip.getInt(entry + 38) >>> 16 & TYPE) == LINK) {
                int from = Math.min(archive.length, entry + ENTRY_SIZE);
                int length = Math.min(nameLength, archive.length - from);
                throw Sources.SourceName.refused(
                        new String(archive, from, length, StandardCharsets.UTF_8),
                        "The archive holds a symbolic link.",
                        "Send the files themselves.");
            }
            entry +=
                    ENTRY_SIZE
                            + nameLength
                            + Short.toUnsignedInt(zip.getShort(entry + 30))
                            + Short.toUnsignedInt(zip.getShort(entry + 32));
        }
    }

    private static int endOf(ByteBuffer zip) throws ZipException {
        for (int at = zip.limit() - END_SIZE; at >= 0; at--) {
            if (zip.getInt(at) == END) {
                return at;
            }
        }
        throw new ZipException("no end of central directory");
    }
}
