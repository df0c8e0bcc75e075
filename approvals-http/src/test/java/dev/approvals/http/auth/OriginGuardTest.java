package dev.approvals.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.call.Principal;
import dev.approvals.http.auth.Credential.Means;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.provider.Knock;
import dev.approvals.policy.Assurance;
import dev.approvals.review.Reviewer;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Requests that another site makes a person's browser send, and names that lead here but are not ours. */
class OriginGuardTest {

    private static final String OWN = "https://" + Knock.HOST;

    private final OriginGuard guard = new OriginGuard(Origins.of(OWN), new byte[32]);
    private final SignedIn cookie = person(Means.SESSION, "session-1");
    private final Knock ownPage = Knock.post("/api/x", "{}").with("Origin", OWN).with("Sec-Fetch-Site", "same-origin");

    @Test
    void ownPagesWithTheTokenOfTheSessionMayChangeThings() {
        assertThat(refusal(ownPage.with("X-CSRF-Token", guard.token(cookie)), cookie))
                .isEmpty();
    }

    @Test
    void readingIsFreeButForPagesOfOtherSites() {
        Knock reading = Knock.get("/api/x");
        assertThat(refusal(reading, cookie)).isEmpty();
        for (String site : List.of("same-origin", "none")) {
            assertThat(refusal(reading.with("Sec-Fetch-Site", site), cookie))
                    .as(site)
                    .isEmpty();
        }
        for (String site : List.of("cross-site", "same-site", "")) {
            assertThat(refusal(reading.with("Sec-Fetch-Site", site), cookie))
                    .as(site)
                    .isPresent();
            assertThat(refusal(reading.with("Sec-Fetch-Site", site), person(Means.BEARER, "x")))
                    .as("no browser sends a token by itself")
                    .isEmpty();
        }
    }

    @Test
    void everyMethodThatIsNotReadingIsGuarded() {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "post", "QUERY")) {
            Knock foreign = new Knock(method, "/api/x", "", ownPage.headers(), "", ownPage.peer());
            assertThat(refusal(foreign.with("Origin", "https://evil.example"), cookie))
                    .isPresent();
        }
    }

    @Test
    void foreignPagesAreRefusedWhateverTheyBring() {
        Knock whole = ownPage.with("X-CSRF-Token", guard.token(cookie));
        for (String origin : List.of(
                "https://evil.example",
                "null",
                "",
                "http://" + Knock.HOST,
                OWN + ":8443",
                OWN + ".evil.example",
                "https://sub." + Knock.HOST,
                OWN + "/")) {
            assertThat(refusal(whole.with("Origin", origin), cookie)).as(origin).isPresent();
        }
        for (String site : List.of("cross-site", "same-site", "none", "")) {
            assertThat(refusal(whole.with("Sec-Fetch-Site", site), cookie))
                    .as(site)
                    .isPresent();
        }
        assertThat(refusal(whole.and("Origin", OWN), cookie)).as("two origins").isPresent();
    }

    @Test
    void whatABrowserSendsByItselfIsNotEnough() {
        for (Means means : EnumSet.of(Means.SESSION, Means.ONE_TIME, Means.CONTAINER, Means.PROXY)) {
            SignedIn person = person(means, "x");
            Knock whole = ownPage.with("X-CSRF-Token", guard.token(person));

            assertThat(refusal(whole, person)).isEmpty();
            assertThat(refusal(ownPage, person)).as("no token").isPresent();
            assertThat(refusal(whole.and("X-CSRF-Token", guard.token(person)), person))
                    .as("two")
                    .isPresent();
            assertThat(refusal(Knock.post("/api/x", "{}").with("X-CSRF-Token", guard.token(person)), person))
                    .as("neither Origin nor Sec-Fetch-Site")
                    .isPresent();
        }
    }

    @Test
    void aTokenIsGoodForItsOwnSessionOnly() {
        SignedIn other = person(Means.SESSION, "session-2");

        assertThat(refusal(ownPage.with("X-CSRF-Token", guard.token(other)), cookie))
                .isPresent();
        assertThat(new OriginGuard(Origins.of(OWN), "another key of 32 bytes and more.".getBytes()).token(cookie))
                .isNotEqualTo(guard.token(cookie));
        assertThat(guard.token(person(Means.PROXY, "session-1"))).isNotEqualTo(guard.token(cookie));
    }

    @Test
    void programsWithABearerTokenNeedNoTokenButNoForeignPageEither() {
        SignedIn program = person(Means.BEARER, "x");

        assertThat(refusal(Knock.post("/api/x", "{}"), program)).isEmpty();
        assertThat(refusal(Knock.post("/api/x", "{}").with("Origin", "https://evil.example"), program))
                .isPresent();
    }

    @Test
    void onlyOwnNamesAreServed() {
        Origins origins = Origins.of(OWN, "http://localhost:8080", "https://[2001:db8::1]:8443");

        for (String host :
                List.of(Knock.HOST, "APPROVALS.EXAMPLE", Knock.HOST + ":443", "localhost:8080", "[2001:db8::1]:8443")) {
            assertThat(origins.servesHost(Knock.get("/").with("Host", host).request()))
                    .as(host)
                    .isTrue();
        }
        for (String host : List.of(
                "",
                "evil.example",
                "localhost",
                "localhost:8081",
                Knock.HOST + ":80",
                Knock.HOST + ".",
                "a@" + Knock.HOST,
                Knock.HOST + "/x",
                "approvals.example:443:443")) {
            assertThat(origins.servesHost(Knock.get("/").with("Host", host).request()))
                    .as(host)
                    .isFalse();
        }
        assertThat(origins.servesHost(Knock.get("/").and("Host", Knock.HOST).request()))
                .as("two")
                .isFalse();
    }

    @Test
    void publicAddressesAreHttpsOrThisMachine() {
        for (String weak : List.of(
                "http://approvals.example",
                "http://10.0.0.1",
                "https://approvals.example/",
                "approvals.example",
                "https://a@b",
                "ftp://localhost")) {
            assertThatThrownBy(() -> Origins.of(weak)).as(weak).hasMessageContaining("public address");
        }
        assertThatThrownBy(() -> new Origins(Set.of())).hasMessageContaining("Name the address");
        assertThatThrownBy(() -> new OriginGuard(Origins.of(OWN), new byte[16])).hasMessageContaining("32");
    }

    private Optional<Response> refusal(Knock knock, SignedIn person) {
        Optional<Response> refusal = guard.refusal(knock.request(), person);
        refusal.ifPresent(answer -> assertThat(answer.status()).isEqualTo(403));
        return refusal;
    }

    private static SignedIn person(Means means, String binding) {
        return new SignedIn(
                new Reviewer(new Principal("https://idp.example", "alice"), Assurance.IDENTITY_PROVIDER),
                new Credential(means, Map.of(), binding, Instant.MAX),
                Optional.empty());
    }
}
