package io.graphbus.server.build;

import io.graphbus.server.build.compile.Compilers;
import io.graphbus.server.build.history.BuildHistory;
import io.graphbus.server.build.history.BuildOutcome;
import io.graphbus.server.build.history.BuildView;
import io.graphbus.server.build.scratch.Scratch;
import io.graphbus.server.build.upload.Upload;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes builds of what clients send, and records them. Usable from any thread. */
@Component
class Uploads {

    private final Upload upload;
    private final Compilers compilers;
    private final BuildHistory history;
    private final UploadBuild builds;
    private final Retention retention;
    private final JsonMapper json;

    Uploads(
            BuildProperties properties,
            Compilers compilers,
            Scratch scratch,
            BuildHistory history,
            Retention retention,
            JsonMapper json) {
        this.upload = new Upload(properties.uploadLimits(), scratch);
        this.compilers = compilers;
        this.history = history;
        this.builds = new UploadBuild(compilers, scratch);
        this.retention = retention;
        this.json = json;
    }

    BuildView sourcesInJson(InputStream body) throws IOException {
        return record(() -> builds.build(upload.sources(body, json)));
    }

    BuildView sourcesInZip(InputStream archive) throws IOException {
        return record(() -> builds.build(upload.sources(archive)));
    }

    BuildView artifacts(InputStream archive) throws IOException {
        return record(() -> builds.build(upload.artifacts(archive)));
    }

    private BuildView record(Compilers.Admitted<BuildOutcome> build) throws IOException {
        BuildView recorded = history.record(compilers.admit(build));
        retention.apply();
        return recorded;
    }
}
