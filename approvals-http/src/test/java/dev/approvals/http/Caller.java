package dev.approvals.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Somebody with an HTTP client; immutable. */
public final class Caller {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;
    private final Map<String, String> headers;

    Caller(URI base) {
        this(base, Map.of());
    }

    private Caller(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    /** What came back. */
    public record Answer(int status, JsonNode json, HttpResponse<String> raw) {

        /** A member by its pointer, such as {@code /requests/0/id}. */
        public JsonNode at(String pointer) {
            return json.at(pointer);
        }

        /** The code of a problem. */
        public String code() {
            return json.path("code").asText();
        }

        /** A header field. */
        public Optional<String> header(String name) {
            return raw.headers().firstValue(name);
        }
    }

    /** The same caller, who sends one header field more. */
    public Caller with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Caller(base, more);
    }

    /** Gets something. */
    public Answer get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    /** Posts JSON. */
    public Answer post(String path, String json) {
        return (headers.containsKey("Content-Type") ? this : with("Content-Type", "application/json"))
                .send("POST", path, HttpRequest.BodyPublishers.ofString(json));
    }

    /** Looks at a request, and decides as it was seen. */
    public Answer decide(String id, String decision) {
        return decide(get("/api/requests/" + id), decision, "");
    }

    /** Decides as something was seen; {@code more} are further members, such as {@code ,"comment":"ok"}. */
    public Answer decide(Answer seen, String decision, String more) {
        String body = "{\"decision\":\"" + decision + "\",\"digest\":\""
                + seen.at("/digest").asText() + "\",\"round\":"
                + seen.at("/round").asInt() + more + "}";
        return seen(seen).post("/api/requests/" + seen.at("/id").asText() + "/decisions", body);
    }

    /** The same caller, who says what was seen and names what they are about to send. */
    public Caller seen(Answer seen) {
        Caller caller = with("If-Match", seen.header("ETag").orElse("\"none\""));
        return headers.containsKey("Idempotency-Key")
                ? caller
                : caller.with("Idempotency-Key", UUID.randomUUID().toString());
    }

    /** Sends a request. */
    public Answer send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path.substring(1)))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean json = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            Answer answer = new Answer(response.statusCode(), JSON.readTree(json ? response.body() : "{}"), response);
            Contract.hold(method, path, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path, e);
        }
    }
}
