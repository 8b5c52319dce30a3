package io.graphbus.server.event.stream;

import io.graphbus.server.event.cloud.CloudEventProperties;
import io.graphbus.server.event.cloud.CloudEventWriter;
import tools.jackson.databind.json.JsonMapper;

/** A writer as the server has it. */
final class TestWriter {

    private TestWriter() {}

    static FrameWriter make() {
        JsonMapper json = JsonMapper.shared();
        return new FrameWriter(
                json, new CloudEventWriter(json, new CloudEventProperties(10, "test")));
    }
}
