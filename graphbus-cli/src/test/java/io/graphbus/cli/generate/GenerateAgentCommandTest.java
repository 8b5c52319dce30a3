package io.graphbus.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GenerateAgentCommandTest {

    /** Agents in two packages, and a record that takes not every value. */
    private static final Map<String, String> MAIL =
            Map.of(
                    "a/Mail.java",
                    """
                    package a;
                    public record Mail(String id, String address) {
                        public Mail {
                            if (!address.contains("@")) {
                                throw new IllegalArgumentException("no address");
                            }
                        }
                    }
                    """,
                    "a/Lists.java",
                    """
                    package a;
                    import io.graphbus.agent.*;
                    @Agent public class Lists {
                        public record Entry(java.time.Instant at, java.util.List<String> of) {}
                        @SchemaMethod @Publishes("/Mails") public java.util.List<Mail> mails() {
                            return java.util.List.of();
                        }
                        @SchemaMethod @Publishes("/Entry") public Entry entry() { return null; }
                        @SchemaMethod @Publishes("/Count") public int count() { return 1; }
                    }
                    """,
                    "b/Post.java",
                    """
                    package b;
                    import io.graphbus.agent.*;
                    @Agent public class Post {
                        @SchemaMethod @Publishes("/Mail") public a.Mail mail(a.Mail m) { return m; }
                    }
                    """,
                    "b/Second.java",
                    """
                    package b;
                    import io.graphbus.agent.*;
                    @Agent public class Second { @Subscribes("/Mail") public void on(a.Mail m) {} }
                    """);

    @TempDir private Path directory;

    @Test
    void anAgentWithEverythingBuildsAndItsTestPasses() throws Exception {
        GeneratedProject project = new GeneratedProject(directory);
        project.generated(
                "OrderProcessor",
                "--subscribes",
                "/order/created",
                "--method",
                "process",
                "--with-state");
        assertThat(project.files())
                .containsExactly(
                        "agents/OrderCreated.java",
                        "agents/OrderProcessor.java",
                        "tests/OrderProcessorTest.java");
        assertThat(project.build().out()).contains("1 agent, 1 topic, 1 subscription");
        JsonNode agent =
                Cli.run("inspect", directory.resolve(".graphbus"), "--agents", "--format", "json")
                        .json()
                        .findValue("methods");
        assertThat(agent.get(0).get("name").asString()).isEqualTo("process");
        assertThat(Files.readString(directory.resolve(".graphbus/agents.json")))
                .contains("\"on_order_created\"", "\"onOrderCreated\"");
        assertThat(project.test()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Plain",
                "Speaker --publishes /Speech/Given",
                "Relay --subscribes /In/Coming --publishes /Out/Going --with-state",
                "Hub --subscribes /A/B,/C/D --publishes /E/F,/G/H,/I/J --method one,two",
                "Tap --subscribes /Order/**,/Order/*/Paid --publishes /Order/Seen --with-state",
                "Loop --subscribes /Loop --publishes /Loop",
                "Twin --subscribes /a/b-c,/a/b/c",
                "Order --subscribes /Order --publishes /String,/2024/report,/class",
                "Handled --subscribes /Handled,/Event,/State --with-state"
            })
    void whateverIsAskedForBuildsAndPasses(String words) throws Exception {
        GeneratedProject project = new GeneratedProject(directory);
        project.generated(words.split(" ")).build();
        assertThat(project.test()).isPositive();
    }

    @Test
    void inAProjectItSpeaksTheTypesOfItsTopics() throws Exception {
        GeneratedProject project = shop();
        project.generated(
                "Invoicing",
                "--subscribes",
                "/Order/Placed,/Order/Checked",
                "--publishes",
                "/Invoice/Sent,/Order/Placed",
                "--method",
                "send");
        assertThat(project.files())
                .contains("agents/shop/Invoicing.java", "agents/shop/InvoiceSent.java")
                .contains("tests/shop/InvoicingTest.java")
                .doesNotContain("agents/shop/OrderPlaced.java");
        assertThat(project.read("agents/shop/Invoicing.java"))
                .contains("package shop;", "public InvoiceSent send(String id)")
                .contains("onOrderPlaced(Order order)", "onOrderChecked(Reservation reservation)")
                .contains("public Order publishOrderPlaced(Order order)");
        assertThat(project.build().out()).contains("4 agents");
        Result valid = Cli.run("validate", project.root().resolve("agents"), "--strict");
        assertThat(valid.code()).as(valid.out()).isZero();
        assertThat(project.test()).isEqualTo(4 + 4);
    }

    @Test
    void aSecondAgentReusesTheRecordsOfTheFirst() throws Exception {
        GeneratedProject project = shop();
        project.generated("Packing", "--publishes", "/Parcel/Packed")
                .generated("Shipping", "--subscribes", "/Parcel/Packed", "--with-state");
        assertThat(project.read("agents/shop/Shipping.java"))
                .contains("onParcelPacked(ParcelPacked parcelPacked)");
        project.build();
        assertThat(project.test()).isEqualTo(4 + 1 + 2);
    }

    @Test
    void typesOfOtherPackagesAreImportedAndRecordsThatRefuseSamplesTestedWithoutThem()
            throws Exception {
        GeneratedProject project = new GeneratedProject(directory);
        Cli.sources(directory.resolve("agents"), MAIL);
        project.generated(
                "Reader",
                "--subscribes",
                "/Mail,/Mails,/Entry,/Count",
                "--publishes",
                "/Read,/Mail",
                "--with-state");
        assertThat(project.read("agents/b/Reader.java"))
                .contains("import a.Mail;", "import a.Lists.Entry;", "java.util.List<a.Mail>")
                .contains("onCount(int ");
        project.build();
        assertThat(project.test()).isPositive();
    }

    @Test
    void itGoesToThePackageOneStandsInAndToMavensTests() throws Exception {
        Cli.sources(
                directory.resolve("agents"),
                Map.of("X.java", "@io.graphbus.agent.Agent public class X {}"));
        Files.writeString(directory.resolve("pom.xml"), "<project/>");
        Path inside = Files.createDirectories(directory.resolve("agents/a/b"));
        new GeneratedProject(inside).generated("Deep", "--method", "dive");
        assertThat(directory.resolve("agents/a/b/Deep.java")).content().contains("package a.b;");
        assertThat(directory.resolve("src/test/java/a/b/DeepTest.java")).exists();
    }

    @Test
    void withoutTestsThereAreNone() throws Exception {
        GeneratedProject project = new GeneratedProject(directory);
        project.generated("Quiet", "--no-tests");
        assertThat(project.files()).containsExactly("agents/Quiet.java");
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        GeneratedProject project = shop();
        List<String> before = project.files();
        assertThat(project.generate("Warehouse", "--no-tests").code()).isEqualTo(2);
        Result same = project.generate("OrderDesk");
        assertThat(same.code()).isEqualTo(2);
        assertThat(same.err()).contains("[ALREADY_EXISTS]", "OrderDesk", "nothing was changed");
        assertThat(project.generate("Order").err()).contains("[ALREADY_EXISTS]", "Order.java");
        assertThat(project.files()).isEqualTo(before);
    }

    @Test
    void aProjectThatDoesNotBuildSaysWhyAndStaysAsItIs() throws Exception {
        GeneratedProject project = shop();
        Files.writeString(project.root().resolve("agents/shop/Order.java"), "package shop; clas");
        List<String> before = project.files();
        Result result = project.generate("Invoicing");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("[COMPILE_ERROR]", "Order.java:1");
        assertThat(project.files()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "orderProcessor, Did you mean OrderProcessor?",
        "order-processor, Did you mean OrderProcessor?",
        "Event, Did you mean EventAgent?",
        "String, Did you mean StringAgent?",
        "1st, Did you mean St?",
        "'', cannot be the name"
    })
    void namesThatCannotBeAClassAreAnsweredWithOneThatCan(String name, String answer) {
        Result result = new GeneratedProject(directory).generate(name);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("[USAGE]", answer);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        Result result =
                new GeneratedProject(directory)
                        .generate(
                                "A",
                                "--subscribes",
                                "Order/Created",
                                "--publishes",
                                "/Order/*",
                                "--method",
                                "class,notify,go,go");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("Did you mean /Order/Created?", "published to a pattern: /Order/*")
                .contains("\"class\"", "\"notify\"", "two methods go");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aTopicThatLooksLikeASlipIsPointedOut() {
        Result result = shop().generate("Invoicing", "--subscribes", "/Order/Placd");
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("/Order/Placd is new. Did you mean /Order/Placed?");
    }

    @Test
    void whatToGenerateHasToBeSaid() {
        Result result = Cli.run("generate");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("agent");
        assertThat(Cli.run("generate", "agent", "--help").out()).contains("Example:", "--no-tests");
    }

    private GeneratedProject shop() {
        Path root = directory.resolve("shop");
        assertThat(Cli.run("init", root).code()).isZero();
        return new GeneratedProject(root);
    }
}
