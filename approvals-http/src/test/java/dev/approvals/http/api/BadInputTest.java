package dev.approvals.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.http.Caller;
import dev.approvals.http.Caller.Answer;
import dev.approvals.http.Office;
import dev.approvals.http.Tools;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of bad input has its problem, and changes nothing. */
class BadInputTest {

    private static Office office;

    private final Caller alice = office.as("alice");
    private String id = "";
    private Answer seen = alice.get("/api/me");

    @BeforeAll
    static void open() {
        office = Office.open();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    @BeforeEach
    void ask() {
        id = office.call(Office.BOBS_AGENT, Tools.EXPORT, Tools.export("orders " + System.nanoTime(), 5))
                .callId();
        seen = alice.get("/api/requests/" + id);
    }

    private String decisions() {
        return "/api/requests/" + id + "/decisions";
    }

    private String body(String more) {
        return "{\"decision\":\"approve\",\"digest\":\"" + seen.at("/digest").asText() + "\",\"round\":0" + more + "}";
    }

    private void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.at("/status").asInt()).isEqualTo(status);
        assertThat(alice.get("/api/requests/" + id).at("/status").asText()).isEqualTo("pending");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"decision\":\"approve\"}x",
                "{\"decision\":\"approve\",\"decision\":\"deny\"}",
                "null"
            })
    void malformedJsonAndDoubledMembers(String body) {
        assertProblem(alice.seen(seen).post(decisions(), body), 400, "MALFORMED_JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"round\":0,\"digest\":\"d\",\"decision\":\"approve\",\"approved\":true}|UNKNOWN_FIELD",
                "{\"round\":\"0\",\"digest\":\"d\",\"decision\":\"approve\"}|WRONG_FIELD",
                "{\"digest\":\"d\",\"decision\":\"approve\"}|MISSING_FIELD",
                "{\"round\":0,\"digest\":\"d\",\"decision\":\"APPROVE\"}|WRONG_FIELD",
                "{\"round\":0,\"digest\":7,\"decision\":\"approve\"}|WRONG_FIELD"
            })
    void membersThatAreUnknownMissingOrOfAnotherType(String body, String code) {
        assertProblem(alice.seen(seen).post(decisions(), body), 400, code);
    }

    @Test
    void aCommentThatIsTooLong() {
        assertProblem(
                alice.seen(seen).post(decisions(), body(",\"comment\":\"" + "x".repeat(3_001) + "\"")),
                400,
                "FIELD_TOO_LONG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json"})
    void anotherContentType(String type) {
        assertProblem(
                alice.seen(seen).with("Content-Type", type).post(decisions(), body("")), 415, "WRONG_CONTENT_TYPE");
    }

    @Test
    void anOversizedBody() {
        assertProblem(
                alice.seen(seen).post(decisions(), body(",\"comment\":\"" + "x".repeat(70_000) + "\"")),
                413,
                "BODY_TOO_LARGE");
    }

    @Test
    void anUnknownIdAndOneThatIsNotForThisPersonGetTheSameAnswer() {
        Caller erin = office.as("erin");
        List<String> paths = List.of("", "/history");
        for (String path : paths) {
            Answer foreign = erin.get("/api/requests/" + id + path);
            Answer unknown = erin.get("/api/requests/" + "0".repeat(32) + path);
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(foreign.raw().body()).isEqualTo(unknown.raw().body());
        }
        Answer foreign = erin.seen(seen).post(decisions(), body(""));
        Answer unknown = erin.seen(seen).post("/api/requests/none/decisions", body(""));
        assertProblem(foreign, 404, "UNKNOWN_REQUEST");
        assertThat(foreign.raw().body()).isEqualTo(unknown.raw().body());
        assertThat(office.audit().events(id)).noneMatch(event -> event.facts().containsValue("erin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "..%2f..", "%00", "a%20b", "-grant", "%F0%9F%98%80", "' OR 1=1 --"})
    void anIdThatIsNone(String odd) {
        Answer answer = alice.get("/api/requests/" + odd.replace(" ", "%20").replace("'", "%27"));

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.code()).isIn("UNKNOWN_REQUEST", "MALFORMED_TARGET", "BAD_REQUEST");
    }

    @Test
    void aStaleRevisionAndNone() {
        office.as("alice").decide(seen, "escalate", "");
        assertProblem(
                alice.with("If-Match", "\"0123456789abcdef\"")
                        .with("Idempotency-Key", "a-" + id)
                        .post(decisions(), body("")),
                412,
                "STALE_REVISION");
        assertProblem(alice.with("Idempotency-Key", "b-" + id).post(decisions(), body("")), 428, "REVISION_REQUIRED");
        assertProblem(
                alice.with("If-Match", "*").with("Idempotency-Key", "c-" + id).post(decisions(), body("")),
                412,
                "STALE_REVISION");
    }

    @Test
    void theDigestOrTheRoundOfSomethingElse() {
        assertProblem(
                alice.seen(seen)
                        .post(
                                decisions(),
                                "{\"decision\":\"approve\",\"digest\":\"" + "0".repeat(64) + "\",\"round\":0}"),
                409,
                "WRONG_DIGEST");
        assertProblem(
                alice.seen(seen).post(decisions(), body("").replace("\"round\":0", "\"round\":1")), 409, "WRONG_ROUND");
    }

    @Test
    void anIdempotencyKeyThatIsUsedForSomethingElse() {
        Caller keyed = alice.with("If-Match", seen.header("ETag").orElseThrow()).with("Idempotency-Key", "k-" + id);
        assertThat(keyed.post(decisions(), body("")).status()).isEqualTo(200);

        Answer again = keyed.post(decisions(), body(""));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        Answer other = keyed.post(decisions(), body(",\"comment\":\"more\""));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(office.audit().events(id).stream()
                        .filter(event -> event.type().name().equals("approval.decided")))
                .hasSize(1);
    }

    @Test
    void anIdempotencyKeyThatIsMissingOrOdd() {
        Caller unkeyed = alice.with("If-Match", seen.header("ETag").orElseThrow());
        assertProblem(unkeyed.post(decisions(), body("")), 400, "IDEMPOTENCY_KEY_REQUIRED");
        assertProblem(
                unkeyed.with("Idempotency-Key", "x".repeat(201)).post(decisions(), body("")),
                400,
                "IDEMPOTENCY_KEY_REQUIRED");
    }

    @Test
    void scopesThatAreTooWideOrOfNoApproval() {
        String wide = ",\"scope\":{\"uses\":1000,\"lasts\":\"PT10H\"}";
        assertProblem(alice.seen(seen).post(decisions(), body(wide)), 422, "SCOPE_TOO_WIDE");
        assertProblem(
                alice.seen(seen).post(decisions(), body(wide).replace("approve", "deny")),
                422,
                "SCOPE_WITHOUT_APPROVAL");
        assertProblem(alice.seen(seen).post(decisions(), body(",\"scope\":{}")), 400, "MISSING_FIELD");
        assertProblem(alice.seen(seen).post(decisions(), body(",\"scope\":{\"uses\":0}")), 400, "WRONG_FIELD");
    }

    @Test
    void nobodySignedIn() {
        Answer answer = office.stranger().get("/api/requests/" + id);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isPresent();
        assertThat(office.as("mallory").get("/api/requests").code()).isEqualTo("UNKNOWN_REVIEWER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=201", "?limit=x", "?status=open", "?risk=huge", "?mine=1", "?page=2"})
    void parametersThatAreWrong(String query) {
        Answer answer = alice.get("/api/requests" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("WRONG_PARAMETER");
    }

    @Test
    void addressesAndMethodsThatAreNotThere() {
        assertProblem(alice.get("/api/nothing"), 404, "NO_SUCH_ROUTE");
        Answer answer =
                alice.with("Idempotency-Key", "d").send("DELETE", "/api/requests/" + id, BodyPublishers.noBody());
        assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).contains("GET");
    }

    @Test
    void everyAnswerHasTheHeaderFieldsThatKeepBrowsersFromMakingSomethingElseOfIt() {
        for (Answer answer :
                List.of(seen, alice.get("/api/nothing"), office.stranger().get("/api/me"))) {
            Map.of("X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY", "Cache-Control", "no-store")
                    .forEach((name, value) -> assertThat(answer.header(name)).contains(value));
            assertThat(answer.header("Content-Security-Policy").orElse("")).contains("default-src 'none'");
            assertThat(answer.header("Server")).isEmpty();
        }
    }
}
