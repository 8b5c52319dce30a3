package io.graphbus.server.web;

import io.graphbus.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers with a problem where Tomcat refuses a request before any of our code sees it, such as a
 * malformed path. Made by Tomcat.
 */
public class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatusCode code = HttpStatusCode.valueOf(status);
        Problem problem = SpringProblems.byStatus(code);
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream()
                    .write(
                            JsonMapper.shared()
                                    .writeValueAsString(ProblemBody.of(problem, code))
                                    .getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException e) {
            getContainer().getLogger().debug("The client left before it was answered", e);
        }
    }
}
