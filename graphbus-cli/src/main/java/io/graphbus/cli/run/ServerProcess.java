package io.graphbus.cli.run;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Progress;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.server.GraphBusServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** The only class of the command line that knows Spring; loaded when something is served. */
final class ServerProcess {

    /** Anybody may ask for more; what stops a start is told as a problem, not logged as well. */
    private static final Map<String, Object> QUIET =
            Map.of(
                    "logging.level.root",
                    "warn",
                    "logging.level.io.graphbus",
                    "info",
                    "logging.level.org.springframework.boot.SpringApplication",
                    "off",
                    "logging.level.org.springframework.boot.diagnostics",
                    "off");

    /** For what follows the drain, such as closing the database. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private ServerProcess() {}

    /** Serves until told to stop. */
    static int run(List<String> arguments, Console console, StopSignal stop) {
        stop.then(Thread.currentThread()::interrupt);
        try (ConfigurableApplicationContext context = shown(arguments, console)) {
            stop.then(Thread::interrupted);
            stop.within(timeToStop(context.getEnvironment()).plus(MARGIN));
            console.say("GraphBus is at " + url(context) + "  (Ctrl-C or SIGTERM stops it)");
            stop.await();
            return 0;
        } catch (AbandonedRunException asked) {
            return 0;
        } catch (RuntimeException e) {
            if (stop.isTold()) {
                return 0;
            }
            throw e;
        }
    }

    private static Duration timeToStop(Environment environment) {
        return environment.getProperty(
                "spring.lifecycle.timeout-per-shutdown-phase",
                Duration.class,
                Duration.ofSeconds(30));
    }

    private static ConfigurableApplicationContext shown(List<String> arguments, Console console) {
        try (Progress starting = console.progress("Starting the server")) {
            return start(arguments, console);
        }
    }

    private static String url(ConfigurableApplicationContext context) {
        String port = context.getEnvironment().getProperty("local.server.port", "8080");
        String address = context.getEnvironment().getProperty("server.address", "");
        boolean isEverywhere = address.isEmpty() || address.equals("0.0.0.0");
        String host = isEverywhere || address.equals("127.0.0.1") ? "localhost" : address;
        return "http://" + host + ":" + port;
    }

    private static ConfigurableApplicationContext start(List<String> arguments, Console console) {
        SpringApplication application = GraphBusServer.application();
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(console.isVerbose());
        if (!console.isVerbose()) {
            application.setDefaultProperties(QUIET);
        }
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
