package io.graphbus.server.build.upload;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/**
 * Finds what is neither file nor directory in a zip by the Unix modes of its central directory,
 * which {@code java.util.zip} does not show. Layout: APPNOTE.TXT of PKWARE, sections 4.3.12 and
 * 4.3.16.
 */
final class EntryTypes {

    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int TYPE = 0xF000;
    private static final int LINK = 0xA000;
    private static final int FILE = 0x8000;
    private static final int DIRECTORY = 0x4000;

    /** What stands where only the larger records of zip64 have room. */
    private static final int ELSEWHERE = 0xFFFFFFFF;

    private EntryTypes() {}

    /**
     * Throws {@code INVALID_UPLOAD} at the first link or device.
     *
     * @throws ZipException when the directory cannot be read as a whole
     */
    static void check(byte[] archive) throws ZipException {
        var zip = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int end = endOf(zip);
        int count = Short.toUnsignedInt(zip.getShort(end + 10));
        int size = zip.getInt(end + 12);
        if (size == ELSEWHERE || count == 0xFFFF) {
            throw new ZipException("zip64 archives are not taken");
        }
        int entry = end - size;
        for (int i = 0; i < count; i++) {
            if (size < 0 || entry < 0 || entry + ENTRY_SIZE > end || zip.getInt(entry) != ENTRY) {
                throw new ZipException("the central directory is broken");
            }
            refuseOthers(zip, entry);
            entry +=
                    ENTRY_SIZE
                            + Short.toUnsignedInt(zip.getShort(entry + 28))
                            + Short.toUnsignedInt(zip.getShort(entry + 30))
                            + Short.toUnsignedInt(zip.getShort(entry + 32));
        }
    }

    private static void refuseOthers(ByteBuffer zip, int entry) {
        int type = zip.getInt(entry + 38) >>> 16 & TYPE;
        if (type != 0 && type != FILE && type != DIRECTORY) {
            int from = entry + ENTRY_SIZE;
            int length =
                    Math.min(Short.toUnsignedInt(zip.getShort(entry + 28)), zip.limit() - from);
            throw EntryName.refused(
                    new String(zip.array(), from, length, StandardCharsets.UTF_8)
                            .replaceAll("\\p{Cntrl}", "?"),
                    type == LINK
                            ? "The archive holds a symbolic link."
                            : "The archive holds a device.",
                    "Send the files themselves.");
        }
    }

    /** The end record, behind which nothing but its own comment stands. */
    private static int endOf(ByteBuffer zip) throws ZipException {
        for (int at = zip.limit() - END_SIZE; at >= 0; at--) {
            if (zip.getInt(at) == END
                    && at + END_SIZE + Short.toUnsignedInt(zip.getShort(at + 20)) == zip.limit()) {
                return at;
            }
        }
        throw new ZipException("no end of central directory");
    }
}
