package io.graphbus.server.intake;

import io.graphbus.server.web.DataHeaders;
import io.graphbus.server.web.ProblemBody;
import io.graphbus.server.web.ProblemResponses;
import java.io.IOException;
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
        ProblemBody problem = ProblemResponses.of(HttpStatusCode.valueOf(status));
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            DataHeaders.write(request, response);
            response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(problem));
            response.finishResponse();
        } catch (IOException e) {
            getContainer().getLogger().debug("The client left before it was answered", e);
        }
    }
}
