package io.graphbus.migration.code;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a class file refers to by numbers, in words that do not depend on them. For one thread. */
final class ConstantPool {

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;

    private final List<Constant> constants = new ArrayList<>();
    private final List<List<Integer>> bootstraps = new ArrayList<>();

    private ConstantPool() {}

    /**
     * One entry.
     *
     * @param text what it says by itself
     * @param first number of what it refers to; 0 for nothing
     * @param second number of what it refers to beside; 0 for nothing
     */
    private record Constant(int kind, String text, int first, int second) {}

    static ConstantPool read(DataInputStream file) throws IOException {
        ConstantPool pool = new ConstantPool();
        Constant none = new Constant(0, "", 0, 0);
        pool.constants.add(none);
        int count = file.readUnsignedShort();
        while (pool.constants.size() < count) {
            Constant constant = constant(file);
            pool.constants.add(constant);
            if (constant.kind == LONG || constant.kind == DOUBLE) {
                pool.constants.add(none);
            }
        }
        return pool;
    }

    private static Constant constant(DataInputStream file) throws IOException {
        int kind = file.readUnsignedByte();
        return switch (kind) {
            case UTF8 -> new Constant(kind, file.readUTF(), 0, 0);
            case 3, 4 -> new Constant(kind, String.valueOf(file.readInt()), 0, 0);
            case LONG, DOUBLE -> new Constant(kind, String.valueOf(file.readLong()), 0, 0);
            case 7, 8, 16, 19, 20 -> new Constant(kind, "", file.readUnsignedShort(), 0);
            case 9, 10, 11, 12 ->
                    new Constant(kind, "", file.readUnsignedShort(), file.readUnsignedShort());
            case 15 ->
                    new Constant(
                            kind,
                            String.valueOf(file.readUnsignedByte()),
                            file.readUnsignedShort(),
                            0);
            case 17, 18 ->
                    new Constant(
                            kind,
                            String.valueOf(file.readUnsignedShort()),
                            0,
                            file.readUnsignedShort());
            default -> throw new IOException("constant of the unknown kind " + kind);
        };
    }

    /** Takes in what dynamic constants and calls are made by. */
    void bootstraps(byte[] attribute) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(attribute));
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            List<Integer> parts = new ArrayList<>(List.of(in.readUnsignedShort()));
            int arguments = in.readUnsignedShort();
            for (int j = 0; j < arguments; j++) {
                parts.add(in.readUnsignedShort());
            }
            bootstraps.add(parts);
        }
    }

    /** What a number refers to, through and through. */
    String text(int number) {
        Constant constant = constants.get(number);
        StringBuilder text = new StringBuilder();
        if (constant.kind == 17 || constant.kind == 18) {
            for (int part : bootstraps.get(Integer.parseInt(constant.text))) {
                text.append('{').append(text(part)).append('}');
            }
        } else {
            text.append(constant.text);
        }
        for (int part : new int[] {constant.first, constant.second}) {
            if (part != 0) {
                text.append('(').append(text(part)).append(')');
            }
        }
        return constant.kind == UTF8 ? text.toString() : constant.kind + ":" + text;
    }
}
