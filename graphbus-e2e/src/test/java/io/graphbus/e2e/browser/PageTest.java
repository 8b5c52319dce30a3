package io.graphbus.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Project;
import io.graphbus.e2e.process.Served;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Skipped where Debian's chromium and its driver are not installed. */
class PageTest {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    @TempDir Path temp;

    @Test
    void thePageDrawsTheGraphAndShowsEventsAsTheyHappen() {
        assumeTrue(Files.isExecutable(BROWSER), "chromium is not installed");
        assumeTrue(Files.isExecutable(DRIVER), "chromedriver is not installed");
        Project hello = Project.example("hello-graphbus", temp);
        try (Served server = Served.start(Program.graphbus(temp), hello.root().toString())) {
            ChromeDriver browser = browser();
            try {
                look(browser, server);
            } finally {
                browser.quit();
            }
        }
    }

    private static void look(ChromeDriver browser, Served server) {
        browser.get(server.base().toString() + "/");
        eventually(
                () -> assertThat(browser.findElements(By.cssSelector("#graph .node"))).hasSize(4));
        assertThat(browser.findElement(By.id("graph")).getText())
                .contains("HelloService", "LoggerService", "PrinterService", "ArbiterService");
        eventually(() -> assertThat(texts(browser, "#live")).containsExactly("live"));

        String hostile = "<img src=x onerror=alert(1)>";
        server.post(
                "/api/v1/agents/HelloService/methods/generateMessage",
                "{\"name\":\"" + hostile + "\"}");
        eventually(
                () ->
                        assertThat(texts(browser, "#events li"))
                                .singleElement()
                                .asString()
                                .contains(
                                        "/Hello/MessageGenerated",
                                        "from HelloService, 1.0.0",
                                        "LoggerService",
                                        hostile));
        eventually(
                () ->
                        assertThat(texts(browser, "#tiles .tile"))
                                .anyMatch(
                                        tile ->
                                                tile.matches(
                                                        "(?is)Coherence.*1\\.00|1\\.00.*Coherence")));
        assertThat(browser.findElements(By.cssSelector("#events img"))).isEmpty();
        assertThat(errors(browser)).isEmpty();
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable look) {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsMatching(StaleElementReferenceException.class::isInstance)
                .untilAsserted(look);
    }

    private static List<String> texts(ChromeDriver browser, String selector) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    private static List<LogEntry> errors(ChromeDriver browser) {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .toList();
    }

    private static ChromeDriver browser() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,1200");
        ChromeDriverService service =
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
        return new ChromeDriver(service, options);
    }
}
