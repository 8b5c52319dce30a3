package io.graphbus.server.security.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A key as its holder has it: {@code gbk_<id>_<secret><checksum>}. The id may be known to anybody;
 * the secret has 256 bits, which is why a plain hash of the whole is enough to keep. The checksum
 * lets scanners and this server tell a key from noise without asking anybody.
 */
final class KeyText {

    /** What every key begins with. */
    static final String PREFIX = "gbk_";

    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID = 12;
    private static final int SECRET = 43;
    private static final int CHECKSUM = 6;
    private static final Pattern FORM =
            Pattern.compile("(gbk_([0-9A-Za-z]{12})_[0-9A-Za-z]{43})([0-9A-Za-z]{6})");

    private final String id;
    private final String text;

    private KeyText(String id, String text) {
        this.id = id;
        this.text = text;
    }

    static KeyText random(SecureRandom random) {
        String id = letters(random, ID);
        String body = PREFIX + id + "_" + letters(random, SECRET);
        return new KeyText(id, body + checksum(body));
    }

    /** Empty for what cannot be a key that any server gave. */
    static Optional<KeyText> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() && checksum(matcher.group(1)).equals(matcher.group(3))
                ? Optional.of(new KeyText(matcher.group(2), text))
                : Optional.empty();
    }

    String id() {
        return id;
    }

    /** The key itself, to be shown once. */
    String reveal() {
        return text;
    }

    /** What is kept of it. */
    String hash() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compares in a time that does not depend on how much is right. */
    boolean hasHash(String kept) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII),
                kept.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return PREFIX + id + "_…";
    }

    private static String letters(SecureRandom random, int count) {
        var letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return letters.toString();
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        var letters = new StringBuilder();
        for (int i = 0; i < CHECKSUM; i++) {
            letters.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
            rest /= ALPHABET.length();
        }
        return letters.reverse().toString();
    }
}
