package io.graphbus.cli.auth;

import io.graphbus.cli.system.ServerClient;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server, and who asks. */
final class AuthOptions {

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server, such as http://localhost:8080.")
    private @Nullable String server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = {
                "An administrator's token: the server's GRAPHBUS_ADMIN_TOKEN or a key of role admin;"
                        + " better given as GRAPHBUS_TOKEN."
            })
    private @Nullable String token;

    ServerClient client() {
        if (server == null) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "--server",
                            "Keys belong to a server, and none is named",
                            "Name it with --server http://localhost:8080, or set GRAPHBUS_SERVER.")
                    .toException();
        }
        return ServerClient.of(server, token);
    }
}
