package io.graphbus.server;

import io.graphbus.problem.Problem;
import io.graphbus.spring.application.GraphBusServerAutoConfiguration;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/**
 * The server: one graph over HTTP. Start it as a program, or embed it with {@link #application()}
 * and ask {@link #problems(Throwable)} what a failed start means to its user.
 */
@SpringBootApplication(
        exclude = {
            UserDetailsServiceAutoConfiguration.class,
            GraphBusServerAutoConfiguration.class // it is the server
        })
public class GraphBusServer {

    /** What {@link #main} exits with when the server cannot start. */
    public static final int EXIT_NOT_STARTED = 2;

    /** Steps of the start that {@code /actuator/startup} shows at most. */
    private static final int STARTUP_STEPS = 4096;

    public static void main(String[] args) {
        try {
            SpringApplication application = application();
            application.addListeners(new SecondSignal());
            application.run(args);
        } catch (AbandonedRunException e) {
            throw e;
        } catch (RuntimeException e) {
            System.exit(EXIT_NOT_STARTED);
        }
    }

    /** The application, ready to be run with arguments such as {@code --server.port=9000}. */
    public static SpringApplication application() {
        var application = new SpringApplication(GraphBusServer.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setApplicationStartup(new BufferingApplicationStartup(STARTUP_STEPS));
        return application;
    }

    /** What stands behind a failed start; empty when it is not something that its user can mend. */
    public static List<Problem> problems(Throwable failure) {
        return StartProblems.of(failure);
    }
}
