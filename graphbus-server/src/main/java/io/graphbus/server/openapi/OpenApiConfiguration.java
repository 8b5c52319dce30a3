package io.graphbus.server.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the document is about, before the routes are read into it. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static final String TOKEN = "token";

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("GraphBus")
                                .version("v1")
                                .description(
                                        "One graph of agents over HTTP. Bodies are JSON in UTF-8;"
                                                + " whatever goes wrong is a problem (RFC 9457) with a"
                                                + " code, the place and a hint.")
                                .license(
                                        new License()
                                                .name("Apache-2.0")
                                                .url(
                                                        "https://www.apache.org/licenses/LICENSE-2.0")))
                .servers(List.of(new Server().url("/").description("This server")))
                .tags(tags())
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        TOKEN,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .description(
                                                        "A token of this server; on loopback reads,"
                                                                + " calls and publishing need none"
                                                                + " unless configured")));
    }

    private static List<Tag> tags() {
        return List.of(
                tag("Graph", "What runs, and what it has done"),
                tag("Agents", "Who runs, calling them, and their state"),
                tag("Events", "Publishing, history and the live stream"),
                tag("Dead letters", "Deliveries that were given up, and making them once more"),
                tag("Builds", "Sources built here, and which build runs"),
                tag("Contracts", "What agents promise, version by version"),
                tag("Migrations", "What becomes of data from one version to the next"),
                tag("Deployments", "Which versions of agents are live where"),
                tag("Coherence", "Whether the versions in the traffic agree"),
                tag("Schemas", "Whether what one schema lets pass is accepted by another"),
                tag("Applications", "Applications elsewhere that have registered here"),
                tag("Keys", "API keys of people and programs"));
    }

    private static Tag tag(String name, String description) {
        return new Tag().name(name).description(description);
    }
}
