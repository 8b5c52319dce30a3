package io.graphbus.spring.devtools;

import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import io.graphbus.spring.greeting.Greeter;
import io.graphbus.spring.greeting.Guestbook;
import io.graphbus.spring.greeting.Porter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What devtools restarts: agents, their payloads and the application's class. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({AgentsAutoConfiguration.class, GraphBusAutoConfiguration.class})
@Import({Greeter.class, Porter.class, Guestbook.class})
public class ReloadedApplication {

    /** Called by reflection, in the class loader of the restart. */
    public static ConfigurableApplicationContext start() {
        SpringApplication application = new SpringApplication(ReloadedApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run();
    }
}
