package io.graphbus.server.build;

import static io.graphbus.server.build.UploadedFiles.counter;
import static io.graphbus.server.build.UploadedFiles.greeter;
import static io.graphbus.server.build.UploadedFiles.pair;
import static io.graphbus.server.build.UploadedFiles.stable;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.build.upload.Zip;
import io.graphbus.server.database.Load;
import io.graphbus.server.database.TestServer;
import io.graphbus.server.database.TestServer.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

/** What uploads and activations promise, on whichever database the subclass brings. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class BuildsOnAnyDatabase {

    private Map<String, String> database;
    private TestServer server;

    abstract Map<String, String> newDatabase();

    @BeforeAll
    void start() {
        database = newDatabase();
        server = startAgain();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void anUploadIsBuiltAndWaits() {
        Answer built = server.postZip("/api/v1/builds", counter("Waiting").zip());

        assertThat(built.status()).isEqualTo(201);
        assertThat(built.text("status")).isEqualTo("SUCCEEDED");
        assertThat(server.get(built.header("Location")).text("id")).isEqualTo(built.text("id"));
        assertThat(built.json().at("/summary/agents").intValue()).isEqualTo(1);
        assertThat(server.get("/api/v1/agents/Waiting").status()).isEqualTo(404);
    }

    @Test
    void anActivatedUploadAnswersCallsAndKeepsItsContracts() {
        Answer built = server.postJson("/api/v1/builds?activate=true", greeter("Hello").json());

        assertThat(built.status()).isEqualTo(201);
        assertThat(built.text("status")).isEqualTo("ACTIVE");
        assertThat(greet()).isEqualTo("Hello, Ada!");
        assertThat(server.get("/api/v1/contracts/Greeter/1.0.0").text("stability"))
                .isEqualTo("DRAFT");
    }

    @Test
    void errorsInTheSourcesAreAFailedBuildThatChangesNothing() {
        server.postJson("/api/v1/builds?activate=true", greeter("Hello").json());

        Answer failed =
                server.postJson(
                        "/api/v1/builds?activate=true",
                        "{\"files\":{\"p/Broken.java\":\"package p;\\n"
                                + "public class Broken {\\n"
                                + "  int x = oops;\\n"
                                + "}\"}}");

        assertThat(failed.status()).isEqualTo(201);
        assertThat(failed.text("status")).isEqualTo("FAILED");
        assertThat(failed.text("problems/0/code")).isEqualTo("COMPILE_ERROR");
        assertThat(failed.text("problems/0/where")).isEqualTo("p/Broken.java:3:11");
        assertThat(greet()).isEqualTo("Hello, Ada!");
        assertThat(
                        server.postJson("/api/v1/builds/" + failed.text("id") + "/activate", "")
                                .text("code"))
                .isEqualTo("BUILD_NOT_ACTIVATABLE");
        assertThat(server.get("/api/v1/builds/" + failed.text("id") + "/artifacts").status())
                .isEqualTo(404);
    }

    @Test
    void anEarlierBuildCanBeActivatedAgain() {
        String first = id(server.postJson("/api/v1/builds?activate=true", greeter("Hello").json()));
        String second = id(server.postJson("/api/v1/builds?activate=true", greeter("Bye").json()));
        assertThat(greet()).isEqualTo("Bye, Ada!");

        server.postJson("/api/v1/builds/" + first + "/activate", "");

        assertThat(greet()).isEqualTo("Hello, Ada!");
        assertThat(status(first)).isEqualTo("ACTIVE");
        assertThat(status(second)).isEqualTo("SUPERSEDED");
    }

    @Test
    void theActiveBuildItsContractsAndItsStateSurviveARestart() {
        String id = id(server.postJson("/api/v1/builds?activate=true", counter("Counter").json()));
        call("Counter", "add", "{\"n\":40}");
        call("Counter", "add", "{\"n\":2}");

        server.close();
        server = startAgain();

        assertThat(status(id)).isEqualTo("ACTIVE");
        assertThat(call("Counter", "add", "{\"n\":0}")).isEqualTo("42");
        assertThat(server.get("/api/v1/contracts?agent=Counter").json().at("/items")).hasSize(1);
    }

    @Test
    void stateStaysWhenAnotherBuildOfTheAgentTakesOver() {
        server.postJson("/api/v1/builds?activate=true", counter("Tally").json());
        call("Tally", "add", "{\"n\":7}");

        server.postJson(
                "/api/v1/builds?activate=true",
                counter("Tally").with("Other.java", UploadedFiles.OTHER).json());

        assertThat(call("Tally", "add", "{\"n\":0}")).isEqualTo("7");
    }

    @Test
    void aChangedContractOfAStableVersionIsAConflictThatChangesNothing() {
        String before =
                id(server.postJson("/api/v1/builds?activate=true", stable("String").json()));

        Answer changed = server.postJson("/api/v1/builds?activate=true", stable("int").json());

        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.text("code")).isEqualTo("CONTRACT_CONFLICT");
        assertThat(status(before)).isEqualTo("ACTIVE");
        assertThat(call("Stable", "echo", "{\"value\":\"x\"}")).isEqualTo("\"x\"");
    }

    @Test
    void aGraphThatDoesNotStartLeavesTheOneBeforeAndItsContracts() {
        String before =
                id(server.postJson("/api/v1/builds?activate=true", greeter("Hello").json()));

        Answer failed =
                server.postJson(
                        "/api/v1/builds?activate=true",
                        new UploadedFiles().with("Faulty.java", UploadedFiles.FAULTY).json());

        assertThat(failed.text("code")).isEqualTo("START_FAILED");
        assertThat(status(before)).isEqualTo("ACTIVE");
        assertThat(greet()).isEqualTo("Hello, Ada!");
        assertThat(server.get("/api/v1/contracts?agent=Faulty").json().at("/items")).isEmpty();
    }

    @Test
    void ofActivationsAtTheSameTimeExactlyOneStaysActive() throws Exception {
        var ids = new ArrayList<String>();
        for (String word : List.of("One", "Two", "Three", "Four")) {
            ids.add(id(server.postJson("/api/v1/builds", greeter(word).json())));
        }
        var activations = new ArrayList<Callable<Integer>>();
        for (String id : ids) {
            activations.add(
                    () -> server.postJson("/api/v1/builds/" + id + "/activate", "").status());
        }

        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(activations)) {
                assertThat(done.get()).isEqualTo(200);
            }
        }

        var active = ids.stream().filter(id -> status(id).equals("ACTIVE")).toList();
        assertThat(active).hasSize(1);
        assertThat(ids).filteredOn(id -> status(id).equals("SUPERSEDED")).hasSize(3);
        assertThat(greet())
                .startsWith(
                        List.of("One", "Two", "Three", "Four").get(ids.indexOf(active.getFirst())));
    }

    @Test
    void buildsAreListedNewestFirstPageByPage() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            ids.addFirst(id(server.postJson("/api/v1/builds", greeter("Hello").json())));
        }

        Answer first = server.get("/api/v1/builds?limit=2");
        Answer second = server.get("/api/v1/builds?limit=2&cursor=" + first.text("nextCursor"));

        var listed = new ArrayList<String>();
        for (JsonNode build : first.json().at("/items")) {
            listed.add(build.at("/id").asString());
        }
        listed.add(second.text("items/0/id"));
        assertThat(listed).isEqualTo(ids);
    }

    @Test
    void theArtifactsOfABuildAreDownloadedAsAZip() throws IOException {
        String id = id(server.postJson("/api/v1/builds", greeter("Hello").json()));

        Answer zip = server.get("/api/v1/builds/" + id + "/artifacts");

        var names = new ArrayList<String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                names.add(e.getName());
            }
        }
        assertThat(names)
                .contains("graph.json", "agents.json", "topics.json", "build_summary.json")
                .contains("contracts/Greeter-1.0.0.json");
    }

    @Test
    void anUnknownBuildIsAProblemWithAHint() {
        for (String path :
                List.of("/b999999", "/99", "/x", "/b999999/artifacts", "/b99999999999999999999")) {
            Answer missing = server.get("/api/v1/builds" + path);
            assertThat(missing.status()).as(path).isEqualTo(404);
            assertThat(missing.text("code")).isEqualTo("UNKNOWN_BUILD");
            assertThat(missing.text("hint")).contains("/api/v1/builds");
        }
    }

    @Test
    void uploadsThatCannotBeReadAreRefused() {
        String newest = server.get("/api/v1/builds?limit=1").text("items/0/id");
        assertThat(server.postZip("/api/v1/builds", "no zip".getBytes()).status()).isEqualTo(400);
        assertThat(
                        server.postZip("/api/v1/builds", new Zip().with("../A.java", "").bytes())
                                .text("code"))
                .isEqualTo("INVALID_UPLOAD");
        assertThat(server.postJson("/api/v1/builds", "{\"files\":").text("code"))
                .isEqualTo("INVALID_JSON");
        assertThat(server.postZip("/api/v1/builds", new byte[11_000_000]).status()).isEqualTo(413);
        assertThat(server.get("/api/v1/builds?limit=1").text("items/0/id")).isEqualTo(newest);
        assertThat(server.get("/api/v1/builds?cursor=zzz").status()).isEqualTo(400);
    }

    @Test
    void aBuildThatDoesNotRunCanBeDeletedAndItsContractsStay() {
        String old = id(server.postJson("/api/v1/builds?activate=true", counter("Doomed").json()));
        String active = id(server.postJson("/api/v1/builds?activate=true", greeter("Hi").json()));

        assertThat(server.delete("/api/v1/builds/" + old).status()).isEqualTo(204);

        assertThat(server.get("/api/v1/builds/" + old).text("code")).isEqualTo("UNKNOWN_BUILD");
        assertThat(server.get("/api/v1/builds/" + old + "/artifacts").status()).isEqualTo(404);
        assertThat(server.get("/api/v1/contracts/Doomed/1.0.0").status()).isEqualTo(200);
        Answer refused = server.delete("/api/v1/builds/" + active);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("hint")).contains("Activate another build");
        assertThat(status(active)).isEqualTo("ACTIVE");
        assertThat(server.delete("/api/v1/builds/b999999").status()).isEqualTo(404);
    }

    @Test
    void onlyTheNewestBuildsTheActiveOneAndTheOneBeforeKeepTheirArtifacts() {
        String before = id(server.postJson("/api/v1/builds?activate=true", greeter("Was").json()));
        String active = id(server.postJson("/api/v1/builds?activate=true", greeter("Old").json()));
        var ids = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            ids.add(id(server.postJson("/api/v1/builds", greeter("Hello").json())));
        }

        assertThat(ids.stream().map(id -> isRunnable(id)).toList())
                .containsExactly(false, false, true, true, true, true, true, true, true, true);
        assertThat(List.of(before, active)).allMatch(this::isRunnable);
        String oldest = "/api/v1/builds/" + ids.getFirst();
        assertThat(server.get(oldest + "/artifacts").status()).isEqualTo(404);
        assertThat(server.get(oldest + "/artifacts").text("hint")).contains("graphbus.builds.keep");
        assertThat(server.postJson(oldest + "/activate", "").text("code"))
                .isEqualTo("BUILD_NOT_ACTIVATABLE");
    }

    @Test
    void artifactsThatWereBuiltElsewhereAreTakenAsTheyAre() {
        Answer built = server.postJson("/api/v1/builds", greeter("Ahoy").json());
        byte[] zip = server.get("/api/v1/builds/" + id(built) + "/artifacts").body();

        Answer taken = server.postPart("/api/v1/builds?activate=true", "artifacts", zip);

        assertThat(taken.status()).isEqualTo(201);
        assertThat(taken.text("status")).isEqualTo("ACTIVE");
        assertThat(taken.text("artifactHash")).isEqualTo(built.text("artifactHash"));
        assertThat(greet()).isEqualTo("Ahoy, Ada!");
    }

    @Test
    void aJarOfClassesIsBuilt() throws IOException {
        String id = id(server.postJson("/api/v1/builds", greeter("Jar").json()));
        byte[] zip = server.get("/api/v1/builds/" + id + "/artifacts").body();

        Answer built =
                server.postPart(
                        "/api/v1/builds?activate=true",
                        "artifacts",
                        UploadedFiles.only(zip, "classes/Greeter.class", "Greeter.class"));

        assertThat(built.text("status")).isEqualTo("ACTIVE");
        assertThat(greet()).isEqualTo("Jar, Ada!");
    }

    @Test
    void artifactsThatAreNotAsTheyWereBuiltAreRefused() throws IOException {
        String id = id(server.postJson("/api/v1/builds", greeter("Hello").json()));
        byte[] zip = server.get("/api/v1/builds/" + id + "/artifacts").body();

        Answer changed =
                server.postPart(
                        "/api/v1/builds",
                        "artifacts",
                        UploadedFiles.changed(zip, "classes/Greeter.class"));
        Answer part =
                server.postPart(
                        "/api/v1/builds",
                        "artifacts",
                        UploadedFiles.only(zip, "graph.json", "graph.json"));
        Answer nothing = server.postPart("/api/v1/builds", "other", zip);

        assertThat(changed.text("code")).isEqualTo("INVALID_UPLOAD");
        assertThat(changed.text("detail")).contains("not as they were built");
        assertThat(part.status()).isEqualTo(400);
        assertThat(part.text("detail")).contains("agents.json").doesNotContain("/tmp");
        assertThat(nothing.text("code")).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void whileBuildsAreActivatedEveryCallIsAnsweredByOneOfThem() {
        var ids = new ArrayList<String>();
        for (String word : List.of("Red", "Blue")) {
            ids.add(id(server.postJson("/api/v1/builds?activate=true", pair(word).json())));
        }
        var answers = new ConcurrentSkipListSet<String>();
        var clients = new ArrayList<Load>();
        for (int i = 0; i < 8; i++) {
            clients.add(
                    Load.of(
                            () -> {
                                Answer answer =
                                        server.postJson("/api/v1/agents/Asker/methods/ask", "");
                                answers.add(answer.status() + " " + new String(answer.body()));
                                return answer;
                            }));
        }
        for (int i = 0; i < 20; i++) {
            String id = ids.get(i % 2);
            assertThat(server.postJson("/api/v1/builds/" + id + "/activate", "").status())
                    .isEqualTo(200);
            clients.getFirst().awaitMore(2);
        }
        clients.forEach(Load::close);

        assertThat(answers).containsExactly("200 \"BlueBlue\"", "200 \"RedRed\"");
    }

    private boolean isRunnable(String id) {
        return server.get("/api/v1/builds/" + id).json().at("/runnable").asBoolean();
    }

    private TestServer startAgain() {
        return TestServer.start(
                database, "--graphbus.builds.enabled=true", "--graphbus.builds.keep=8");
    }

    private String greet() {
        return server.postJson("/api/v1/agents/Greeter/methods/greet", "{\"name\":\"Ada\"}")
                .json()
                .asString();
    }

    private String call(String agent, String method, String arguments) {
        return new String(
                server.postJson("/api/v1/agents/" + agent + "/methods/" + method, arguments)
                        .body());
    }

    private String status(String id) {
        return server.get("/api/v1/builds/" + id).text("status");
    }

    private static String id(Answer build) {
        return build.text("id");
    }
}
