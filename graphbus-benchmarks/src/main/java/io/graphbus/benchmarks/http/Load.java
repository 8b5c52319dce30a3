package io.graphbus.benchmarks.http;

import java.util.Locale;

/** What is asked of both servers. */
enum Load {
    CALL("call of a method", "/api/v1/agents/Echo/methods/greet", "{\"name\":\"Ada\"}", 200),
    PUBLISH(
            "publish, one subscriber",
            "/api/v1/events",
            "{\"topic\":\"/Bench/Greeted\",\"payload\":{\"name\":\"Ada\",\"message\":\"Hello!\"}}",
            202);

    private final String title;
    private final String path;
    private final String body;
    private final int status;

    Load(String title, String path, String body, int status) {
        this.title = title;
        this.path = path;
        this.body = body;
        this.status = status;
    }

    String title() {
        return title;
    }

    String path() {
        return path;
    }

    String body() {
        return body;
    }

    /** What each answer must have. */
    int status() {
        return status;
    }

    /** The script that makes wrk send it, and say its result in one line that can be read. */
    String script() {
        return String.format(
                Locale.ROOT,
                """
                wrk.method = "POST"
                wrk.body = '%s'
                wrk.headers["Content-Type"] = "application/json"
                local threads = {}
                function setup(thread) table.insert(threads, thread) end
                function init(args) wrong = 0 end
                function response(status) if status ~= %d then wrong = wrong + 1 end end
                function done(summary, latency, requests)
                    local wrong = 0
                    for _, thread in ipairs(threads) do wrong = wrong + thread:get("wrong") end
                    local e = summary.errors
                    wrong = wrong + e.connect + e.read + e.write + e.timeout
                    io.write(string.format("RESULT %%d %%d %%d %%d %%d\\n", summary.requests,
                        summary.duration, latency:percentile(50), latency:percentile(99), wrong))
                end
                """,
                body,
                status);
    }
}
