package sales;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Default;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Extract: publishes each line of a file that lies beside this class. */
@Agent(description = "Reads files line by line", blocking = true)
@Publishes("/Line/Read")
public class Extractor {

    private final AgentContext context;

    public Extractor(AgentContext context) {
        this.context = context;
    }

    @SchemaMethod
    @Publishes("/Batch/Read")
    public Batch extract(@Default("sales.csv") String file) {
        List<String> lines = read(file);
        for (int i = 1; i < lines.size(); i++) {
            context.publish("/Line/Read", new Line(file, i + 1, lines.get(i)));
        }
        return new Batch(file, lines.size() - 1);
    }

    private static List<String> read(String file) {
        try (InputStream in = Extractor.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no file " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
