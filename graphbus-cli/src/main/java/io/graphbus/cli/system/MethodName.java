package io.graphbus.cli.system;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;

/** An agent and one of its methods, written {@code Agent.method}. */
public record MethodName(String agent, String method) {

    /** Splits at the last dot, since agents' names may have dots. */
    public static MethodName parse(String text) {
        int dot = text.lastIndexOf('.');
        if (dot <= 0 || dot == text.length() - 1) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            text,
                            "This does not name a method",
                            "Write Agent.method, such as HelloService.generateMessage.")
                    .toException();
        }
        return new MethodName(text.substring(0, dot), text.substring(dot + 1));
    }
}
