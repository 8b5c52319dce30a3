package io.graphbus.spring.application;

import static io.graphbus.spring.application.Registering.awaitStanding;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.graphbus.spring.application.ServerDouble.Reply;
import io.graphbus.spring.application.Situation.Standing;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A server whose certificate no public authority has signed. */
class SecureServerTest {

    private static final String PASSWORD = "changeit";

    @TempDir Path directory;

    @Test
    void itIsTrustedOnlyWhenTheBundleSaysSo() throws Exception {
        Path keys = keys();
        try (var server = new ServerDouble(secured(keys), request -> Reply.registered(201))) {
            ApplicationContextRunner application =
                    Registering.at(server.url().replace("http:", "https:"))
                            .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class));
            application.run(
                    context -> {
                        Situation now = awaitStanding(context, Standing.UNREACHABLE);
                        assertThat(now.what()).contains("secure connection", "certification path");
                        assertThat(now.hint()).contains("graphbus.server.ssl.bundle");
                    });
            assertThat(server.requests()).isEmpty();

            application
                    .withPropertyValues(
                            "spring.ssl.bundle.jks.ours.truststore.location=file:" + keys,
                            "spring.ssl.bundle.jks.ours.truststore.password=" + PASSWORD,
                            "graphbus.server.ssl.bundle=ours")
                    .run(context -> awaitStanding(context, Standing.REGISTERED));
        }
    }

    private static HttpsServer secured(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }

    private Path keys() throws Exception {
        Path file = directory.resolve("keys.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("keytool.txt").toFile())
                        .start();
        assertThat(keytool.waitFor()).isZero();
        return file;
    }
}
