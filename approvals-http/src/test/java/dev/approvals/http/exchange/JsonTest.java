package dev.approvals.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void takesWhatIsNamedAndNothingElse() {
        Fields fields = Json.read(
                post("{\"a\":\"x\",\"n\":3,\"d\":\"PT5M\",\"l\":[\"p\",\"q\"],\"o\":{\"z\":1},\"left\":true}"));

        assertThat(fields.text("a", 1)).isEqualTo("x");
        assertThat(fields.integer("n")).isEqualTo(3);
        assertThat(fields.duration("d")).hasValueSatisfying(d -> assertThat(d).hasMinutes(5));
        assertThat(fields.texts("l")).isEqualTo(List.of("p", "q"));
        Fields inner = fields.object("o").orElseThrow();
        assertThatRefused(inner::done, "UNKNOWN_FIELD", "o.z");
        assertThatRefused(fields::done, "UNKNOWN_FIELD", "left");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "", "[]", "7", "null", "{\"a\":1}x", "{\"a\":1,}", "{a:1}", "{\"a\":1,\"a\":2}", "{} {}"})
    void refusesWhatIsNotOneObject(String body) {
        assertThatRefused(() -> Json.read(post(body)), "MALFORMED_JSON", "");
    }

    @Test
    void refusesDepthsThatNobodyNeeds() {
        assertThatRefused(() -> Json.read(post("{\"a\":" + "[".repeat(5_000))), "MALFORMED_JSON", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e9999999999999", "1e-9999999999999"})
    void refusesNumbersThatNoParserReads(String number) {
        assertThatRefused(() -> Json.read(post("{\"a\":" + number + "}")), "MALFORMED_JSON", "too large");
    }

    @Test
    void refusesBytesThatAreNoText() {
        Request request = request("application/json", new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'});

        assertThatRefused(() -> Json.read(request), "MALFORMED_JSON", "UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", ""})
    void refusesAnotherContentType(String type) {
        assertThatRefused(
                () -> Json.read(request(type, "{}".getBytes(StandardCharsets.UTF_8))), "WRONG_CONTENT_TYPE", "");
    }

    @Test
    void saysWhichMemberIsWrong() {
        String body = "{\"a\":1,\"n\":1.5,\"big\":99999999999,\"long\":\"abc\",\"d\":\"soon\",\"l\":[1]}";

        assertThatRefused(() -> Json.read(post(body)).text("a", 9), "WRONG_FIELD", "a text in a");
        assertThatRefused(() -> Json.read(post(body)).integer("n"), "WRONG_FIELD", "a whole number in n");
        assertThatRefused(() -> Json.read(post(body)).integer("big"), "WRONG_FIELD", "big");
        assertThatRefused(() -> Json.read(post(body)).text("long", 2), "FIELD_TOO_LONG", "long");
        assertThatRefused(() -> Json.read(post(body)).text("gone", 2), "MISSING_FIELD", "gone");
        assertThatRefused(() -> Json.read(post(body)).duration("d"), "WRONG_FIELD", "PT30M");
        assertThatRefused(() -> Json.read(post(body)).texts("l"), "WRONG_FIELD", "a list of texts in l");
    }

    @Test
    void neverRepeatsWhatWasSent() {
        assertThatThrownBy(() -> Json.read(post("{\"a\": s3cret}"))).hasMessageNotContaining("s3cret");
    }

    private static void assertThatRefused(ThrowingCallable call, String code, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().code()).isEqualTo(code);
            assertThat(e.problem().detail()).contains(words);
        });
    }

    private static Request post(String body) {
        return request("application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static Request request(String type, byte[] body) {
        return new Request(
                "POST",
                new Target("/", Map.of()),
                Headers.NONE.with("Content-Type", type),
                body,
                Peer.at(InetAddress.getLoopbackAddress()));
    }
}
