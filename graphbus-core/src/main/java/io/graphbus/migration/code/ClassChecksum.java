package io.graphbus.migration.code;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The checksum of what a class does: its fields, and the instructions of its methods with what they
 * refer to. Lines, names of local variables, comments and the order of members do not count, nor
 * does which compiler flags wrote the file. For one thread.
 */
public final class ClassChecksum {

    private final DataInputStream file;
    private final ConstantPool constants;

    private ClassChecksum(DataInputStream file) throws IOException {
        this.file = file;
        file.skipNBytes(8);
        this.constants = ConstantPool.read(file);
    }

    /** Whether the class has a file, as lambdas and hidden classes have not. */
    public static boolean isReadable(Class<?> type) {
        return type.getResource(file(type)) != null;
    }

    private static String file(Class<?> type) {
        String name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1) + ".class";
    }

    /**
     * SHA-256 in lower-case hex.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_MIGRATION} for a class without a
     *     file, such as a lambda
     */
    public static String of(Class<?> type) {
        String name = type.getName();
        try (InputStream bytes = type.getResourceAsStream(file(type))) {
            if (bytes == null) {
                throw unreadable(name, "it has no class file").toException();
            }
            return Json.sha256(
                    new ClassChecksum(new DataInputStream(bytes))
                            .text()
                            .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unreadable(name, String.valueOf(e)).toException(e);
        }
    }

    private static Problem unreadable(String name, String reason) {
        return Problem.of(
                ProblemCode.INVALID_MIGRATION,
                name,
                "the code of this migration cannot be read: " + reason,
                "Write it as a class of its own that is loaded from a class file.");
    }

    private String text() throws IOException {
        List<String> head = new ArrayList<>();
        head.add("class " + file.readUnsignedShort());
        head.add(constants.text(file.readUnsignedShort()));
        head.add(constants.text(file.readUnsignedShort()));
        int interfaces = file.readUnsignedShort();
        for (int i = 0; i < interfaces; i++) {
            head.add(constants.text(file.readUnsignedShort()));
        }
        List<Member> fields = members();
        List<Member> methods = members();
        bootstraps();
        List<String> lines = new ArrayList<>();
        for (Member member : fields) {
            lines.add(member.head + " " + member.constant(constants));
        }
        for (Member member : methods) {
            lines.add(member.head + " " + member.code(constants));
        }
        Collections.sort(lines);
        return String.join("\n", head) + "\n" + String.join("\n", lines);
    }

    /** A field or a method with what it is made of. */
    private record Member(String head, byte[] body) {

        String constant(ConstantPool constants) {
            return body.length == 2 ? constants.text((body[0] & 0xff) << 8 | (body[1] & 0xff)) : "";
        }

        String code(ConstantPool constants) throws IOException {
            return body.length == 0 ? "" : new Instructions(body, constants).text();
        }
    }

    private List<Member> members() throws IOException {
        List<Member> members = new ArrayList<>();
        int count = file.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            String head =
                    file.readUnsignedShort()
                            + " "
                            + constants.text(file.readUnsignedShort())
                            + constants.text(file.readUnsignedShort());
            byte[] body = {};
            int attributes = file.readUnsignedShort();
            for (int j = 0; j < attributes; j++) {
                String name = constants.text(file.readUnsignedShort());
                byte[] content = file.readNBytes(file.readInt());
                if (name.equals("Code") || name.equals("ConstantValue")) {
                    body = content;
                }
            }
            members.add(new Member(head, body));
        }
        return members;
    }

    private void bootstraps() throws IOException {
        int attributes = file.readUnsignedShort();
        for (int i = 0; i < attributes; i++) {
            String name = constants.text(file.readUnsignedShort());
            byte[] content = file.readNBytes(file.readInt());
            if (name.equals("BootstrapMethods")) {
                constants.bootstraps(content);
            }
        }
    }
}
