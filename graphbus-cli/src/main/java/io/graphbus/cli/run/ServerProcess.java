package io.graphbus.cli.run;

import io.graphbus.cli.output.Console;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.server.GraphBusServer;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.context.ConfigurableApplicationContext;

/** The only class of the command line that knows Spring; loaded when something is served. */
final class ServerProcess {

    private ServerProcess() {}

    /** Serves until told to stop. */
    static int run(List<String> arguments, Console console, StopSignal stop) {
        try (ConfigurableApplicationContext context = start(arguments)) {
            String port = context.getEnvironment().getProperty("local.server.port", "8080");
            String address = context.getEnvironment().getProperty("server.address", "localhost");
            String host =
                    address.equals("127.0.0.1") || address.equals("0.0.0.0")
                            ? "localhost"
                            : address;
            console.say(
                    "GraphBus is at http://" + host + ":" + port + " ; Ctrl-C or SIGTERM stops.");
            stop.await();
            return 0;
        } catch (AbandonedRunException asked) {
            return 0;
        }
    }

    private static ConfigurableApplicationContext start(List<String> arguments) {
        SpringApplication application = GraphBusServer.application();
        application.setRegisterShutdownHook(false);
        try {
            return application.run(arguments.toArray(String[]::new));
        } catch (AbandonedRunException e) {
            throw e;
        } catch (RuntimeException e) {
            List<Problem> problems = GraphBusServer.problems(e);
            throw problems.isEmpty() ? e : new GraphBusException(problems, e);
        }
    }
}
