package io.graphbus.server.http;

import io.graphbus.server.http.Http.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Requests byte by byte, as no well-behaved client would send them. */
public final class Raw {

    private final int port;

    public Raw(int port) {
        this.port = port;
    }

    /** Sends bytes, one a character, and reads until the server hangs up. */
    public Answer send(String bytes) {
        return answers(bytes).getFirst();
    }

    /** The same, for several requests on one connection. */
    public List<Answer> answers(String bytes) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            write(socket, bytes.getBytes(StandardCharsets.ISO_8859_1));
            byte[] all = socket.getInputStream().readAllBytes();
            return List.copyOf(Parsed.all(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that has refused already may not read all of it. */
    private static void write(Socket socket, byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (SocketException e) {
            if (socket.getInputStream().available() == 0) {
                throw e;
            }
        }
    }

    /** Reads answers off a stretch of bytes. */
    private static final class Parsed {

        private final byte[] bytes;
        private int at;

        private Parsed(byte[] bytes) {
            this.bytes = bytes;
        }

        static List<Answer> all(byte[] bytes) {
            var parsed = new Parsed(bytes);
            var answers = new ArrayList<Answer>();
            while (parsed.at < bytes.length) {
                answers.add(parsed.answer());
            }
            return answers;
        }

        private Answer answer() {
            int status = Integer.parseInt(line().split(" ")[1]);
            Map<String, List<String>> headers = new TreeMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.merge(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        List.of(line.substring(colon + 1).strip()),
                        (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
            }
            String body = status == 304 || status == 204 || status < 200 ? "" : body(headers);
            return new Answer(status, HttpHeaders.of(headers, (name, value) -> true), body);
        }

        private String body(Map<String, List<String>> headers) {
            if (headers.containsKey("transfer-encoding")) {
                var body = new StringBuilder();
                for (int size = size(); size > 0; size = size()) {
                    body.append(take(size));
                    line();
                }
                line();
                return body.toString();
            }
            List<String> length = headers.get("content-length");
            return take(length == null ? bytes.length - at : Integer.parseInt(length.getFirst()));
        }

        private int size() {
            return Integer.parseInt(line(), 16);
        }

        private String take(int count) {
            String text =
                    new String(Arrays.copyOfRange(bytes, at, at + count), StandardCharsets.UTF_8);
            at += count;
            return text;
        }

        private String line() {
            int end = at;
            while (bytes[end] != '\n') {
                end++;
            }
            String line = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
            at = end + 1;
            return line.strip();
        }
    }
}
