package io.graphbus.server.event;

import io.graphbus.server.web.DirectRoute;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Publishing, the short way. */
@Component
class DirectPublish implements DirectRoute {

    private final PublishController controller;
    private final JsonMapper json;

    DirectPublish(PublishController controller, JsonMapper json) {
        this.controller = controller;
        this.json = json;
    }

    @Override
    public String pattern() {
        return PublishController.PATH;
    }

    /** CloudEvents in binary mode are in headers, all of which the firewall looks at. */
    @Override
    public boolean fits(String path, HttpServletRequest request) {
        return path.equals(PublishController.PATH) && !Submission.isBinary(request);
    }

    @Override
    public void answer(String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] body = json.writeValueAsBytes(controller.publish(request, response));
        response.setStatus(HttpStatus.ACCEPTED.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
