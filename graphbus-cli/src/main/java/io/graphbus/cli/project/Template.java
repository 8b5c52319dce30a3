package io.graphbus.cli.project;

import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The projects that can be begun with; each is one of the examples. */
enum Template {
    BASIC,
    MICROSERVICES,
    ETL,
    CHATBOT,
    WORKFLOW;

    /** As it is written on the command line, and called among the examples. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Template named(String word) {
        return Arrays.stream(values())
                .filter(template -> template.label().equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                Problem.of(
                                                ProblemCode.USAGE,
                                                "--template",
                                                "There is no template \"" + word + "\"",
                                                Nearest.hint(word, "templates", labels()))
                                        .toException());
    }

    private static List<String> labels() {
        return Arrays.stream(values()).map(Template::label).toList();
    }

    /** For completion and help. */
    static final class Labels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return labels().iterator();
        }
    }
}
