package io.graphbus.server.security;

import java.util.List;
import java.util.Locale;

/** Other ways to write a path that some server or proxy takes for the same. */
final class Spellings {

    private static final String OPEN = "/actuator/health/liveness";

    private Spellings() {}

    /** None of them is the path itself to the letter. */
    static List<String> of(String path) {
        return List.of(
                "/" + path,
                path + "/",
                path + "/.",
                path + ".",
                path + ".json",
                "/./" + path.substring(1),
                "/x/.." + path,
                "/x/..;" + path,
                OPEN + "/../../.." + path,
                OPEN + "/..;/..;/..;" + path,
                OPEN + "/%2e%2e/%2e%2e/%2e%2e" + path,
                "/%2e" + path,
                "/" + path.substring(1).replace("/", "%2f"),
                path.replace("/", "%252f"),
                path + ";jsessionid=1",
                path + ";" + OPEN,
                "/;" + path,
                path.replace("/", "/;x=y/"),
                path + "%00",
                path + "%00.css",
                path + "%20",
                path + "%0d%0aX-Evil:%201",
                path + "%3b",
                path + "%3f" + OPEN,
                path + "#x",
                path.toUpperCase(Locale.ROOT),
                path.replace("/", "\\"),
                path.replace("/", "%5c"),
                encoded(path, "%%%02x"),
                encoded(path, "%%25%02x"),
                "http://localhost" + path,
                "http://localhost@evil.example" + path,
                "http://evil.example" + path,
                "/%c0%ae%c0%ae" + path,
                "/%ef%bc%8f" + path,
                path + "%u002f",
                "/\u00ff" + path);
    }

    private static String encoded(String path, String format) {
        var encoded = new StringBuilder();
        path.chars().forEach(c -> encoded.append(c == '/' ? "/" : format.formatted(c)));
        return encoded.toString();
    }
}
