package io.graphbus.migration.code;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/** The code of one method as text, without what is there for debuggers. For one thread. */
final class Instructions {

    private static final int LDC = 18;
    private static final int LDC_W = 19;
    private static final int TABLESWITCH = 170;
    private static final int LOOKUPSWITCH = 171;
    private static final int IINC = 132;
    private static final int WIDE = 196;

    private final DataInputStream code;
    private final ConstantPool constants;
    private final StringBuilder text = new StringBuilder();
    private int at;

    /**
     * @param attribute the content of a {@code Code} attribute
     */
    Instructions(byte[] attribute, ConstantPool constants) {
        this.code = new DataInputStream(new ByteArrayInputStream(attribute));
        this.constants = constants;
    }

    String text() throws IOException {
        code.skipNBytes(4);
        int length = code.readInt();
        while (at < length) {

            instruction();
        }
        int handlers = code.readUnsignedShort();
        for (int i = 0; i < handlers; i++) {
            text.append("catch ")
                    .append(code.readUnsignedShort())
                    .append(' ')
                    .append(code.readUnsignedShort())
                    .append(' ')
                    .append(code.readUnsignedShort())
                    .append(' ')
                    .append(constants.text(code.readUnsignedShort()))
                    .append(';');
        }
        return text.toString();
    }

    private void instruction() throws IOException {
        int operation = u1();
        text.append(operation == LDC_W ? LDC : operation);
        switch (operation) {
            case LDC -> text.append(' ').append(constants.text(u1()));
            case TABLESWITCH -> table();
            case LOOKUPSWITCH -> lookup();
            case WIDE -> wide();
            default -> {
                int rest = length(operation) - 1;
                if (refers(operation)) {
                    text.append(' ').append(constants.text(u2()));
                    rest -= 2;
                }
                bytes(rest);
            }
        }
        text.append(';');
    }

    private void table() throws IOException {
        pad();
        word();
        int low = word();
        int high = word();
        for (long i = low; i <= high; i++) {
            word();
        }
    }

    private void lookup() throws IOException {
        pad();
        word();
        int pairs = word();
        for (int i = 0; i < 2 * pairs; i++) {
            word();
        }
    }

    private void wide() throws IOException {
        int operation = u1();
        text.append(' ').append(operation);
        bytes(operation == IINC ? 4 : 2);
    }

    private void pad() throws IOException {
        while (at % 4 != 0) {
            u1();
        }
    }

    private void bytes(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            text.append(' ').append(u1());
        }
    }

    private int word() throws IOException {
        int word = code.readInt();
        at += 4;
        text.append(' ').append(word);
        return word;
    }

    private int u1() throws IOException {
        at++;
        return code.readUnsignedByte();
    }

    private int u2() throws IOException {
        at += 2;
        return code.readUnsignedShort();
    }

    /** Whether two bytes refer to the constant pool. */
    private static boolean refers(int operation) {
        return operation == LDC_W
                || operation == 20
                || operation >= 178 && operation <= 187
                || operation == 189
                || operation == 192
                || operation == 193
                || operation == 197;
    }

    private static int length(int operation) {
        return switch (operation) {
            case 16, 21, 22, 23, 24, 25, 54, 55, 56, 57, 58, 169, 188 -> 2;
            case 197 -> 4;
            case 185, 186, 200, 201 -> 5;
            default ->
                    operation == 17
                                    || operation == IINC
                                    || operation >= 153 && operation <= 168
                                    || operation == 198
                                    || operation == 199
                                    || refers(operation)
                            ? 3
                            : 1;
        };
    }
}
