package io.graphbus.benchmarks.scale;

import java.util.List;

/** What is measured, in the order of the table. */
enum Work {
    /** The compiler alone, with the same options and class path. */
    JAVAC("javac alone"),
    BUILD("build"),
    VALIDATE("validate"),
    INSPECT("inspect"),
    EXPORT("export, asyncapi");

    private final String title;

    Work(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The words behind the class path. */
    List<String> command(Layout place) {
        String cli = "io.graphbus.cli.Graphbus";
        String agents = place.agents().toString();
        String artifacts = place.artifacts().toString();
        return switch (this) {
            case JAVAC ->
                    List.of(
                            "javac",
                            "-proc:none",
                            "-parameters",
                            "-g",
                            "-cp",
                            place.libraries(),
                            "-d",
                            place.classes().toString(),
                            "@" + place.list());
            case BUILD -> List.of(cli, "build", agents, "-o", artifacts);
            case VALIDATE -> List.of(cli, "validate", agents);
            case INSPECT -> List.of(cli, "inspect", artifacts);
            case EXPORT -> List.of(cli, "export", artifacts, "--format", "asyncapi");
        };
    }
}
