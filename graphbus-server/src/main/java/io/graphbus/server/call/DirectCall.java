package io.graphbus.server.call;

import io.graphbus.server.intake.StrictText;
import io.graphbus.server.web.DirectRoute;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Calls, the short way. */
@Component
class DirectCall implements DirectRoute {

    private static final String AGENTS = "/api/v1/agents/";
    private static final String METHODS = "/methods/";

    private final CallController controller;

    DirectCall(CallController controller) {
        this.controller = controller;
    }

    @Override
    public String pattern() {
        return CallController.PATH;
    }

    @Override
    public boolean fits(String path, HttpServletRequest request) {
        if (!path.startsWith(AGENTS)) {
            return false;
        }
        int agentEnd = path.indexOf('/', AGENTS.length());
        return agentEnd > AGENTS.length()
                && path.startsWith(METHODS, agentEnd)
                && path.length() > agentEnd + METHODS.length()
                && path.indexOf('/', agentEnd + METHODS.length()) < 0;
    }

    @Override
    public void answer(String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int agentEnd = path.indexOf('/', AGENTS.length());
        String result =
                controller.result(
                        path.substring(AGENTS.length(), agentEnd),
                        path.substring(agentEnd + METHODS.length()),
                        StrictText.read(request));
        byte[] body = result.getBytes(StandardCharsets.UTF_8);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
