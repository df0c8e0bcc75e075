package dev.approvals.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.call.Principal;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.oidc.AccessTokenRules;
import dev.approvals.http.oidc.OidcProvider;
import dev.approvals.http.provider.CapturedLog;
import dev.approvals.http.provider.Knock;
import dev.approvals.http.provider.LoopbackProvider;
import dev.approvals.policy.Assurance;
import dev.approvals.testkit.ManualTimekeeper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People who bring an access token. */
class BearerAuthenticatorTest {

    private static final AccessTokenRules RULES = AccessTokenRules.ofPeople(LoopbackProvider.API);

    private final ManualTimekeeper clock = ManualTimekeeper.create();
    private final LoopbackProvider idp = LoopbackProvider.start(clock::now);
    private final OidcProvider provider =
            OidcProvider.builder(idp.issuer()).clock(clock::now).build();
    private final BearerAuthenticator reviewers = BearerAuthenticator.of(provider, RULES);

    @AfterEach
    void stop() {
        idp.close();
    }

    @Test
    void row7aPersonIsIssuerAndSubjectWhateverNameOrMailTheTokenSays() {
        String token = idp.accessToken("00u1")
                .claim("email", "cfo@example.com")
                .claim("preferred_username", "cfo")
                .sign();

        SignedIn person = reviewers.authenticate(Knock.bearing(token).request()).orElseThrow();

        assertThat(person.account()).isEqualTo(new Principal(idp.issuer(), "00u1"));
        assertThat(person.reviewer().assurance()).isEqualTo(Assurance.IDENTITY_PROVIDER);
        assertThat(person.name()).contains("Name of 00u1");
        assertThat(person.ambient()).isFalse();
        assertThat(person.credential().facts())
                .containsEntry("token", "sha256:" + Sha256.hex(token))
                .containsEntry("key", "first")
                .containsEntry("jti", "token-00u1")
                .containsEntry("algorithm", "RS256");
        assertThat(person.credential().until()).isEqualTo(clock.now().plus(Duration.ofMinutes(10)));
    }

    @Test
    void onlyOneTokenInTheAuthorizationHeaderCounts() {
        String token = idp.accessToken("alice").sign();

        assertThat(known(Knock.get("/").with("Authorization", "bearer " + token)))
                .isTrue();
        assertThat(known(Knock.bearing(token).and("Authorization", "Bearer " + token)))
                .isFalse();
        assertThat(known(Knock.get("/").with("Authorization", "Basic " + token)))
                .isFalse();
        assertThat(known(Knock.get("/").with("Authorization", token))).isFalse();
        assertThat(known(Knock.get("/").with("Authorization", "Bearer " + token + "," + token)))
                .isFalse();
        assertThat(known(Knock.get("/?access_token=" + token)))
                .as("an address is no place for a token")
                .isFalse();
    }

    @Test
    void assuranceIsStepUpOnlyForARecentSignInOfTheRightClass() {
        ReviewerAuthenticator strict = reviewers.stepUp(StepUp.within(Duration.ofMinutes(5), "phr", "mfa"));
        String fresh = idp.accessToken("alice")
                .claim("acr", "mfa")
                .claim("auth_time", clock.now())
                .sign();
        String weak = idp.accessToken("alice")
                .claim("acr", "pwd")
                .claim("auth_time", clock.now())
                .sign();
        String untold = idp.accessToken("alice").claim("acr", "mfa").sign();

        assertThat(assurance(strict, fresh)).isEqualTo(Assurance.STEP_UP);
        assertThat(assurance(strict, weak)).isEqualTo(Assurance.IDENTITY_PROVIDER);
        assertThat(assurance(strict, untold)).isEqualTo(Assurance.IDENTITY_PROVIDER);
        assertThat(assurance(reviewers, fresh)).isEqualTo(Assurance.IDENTITY_PROVIDER);
        clock.advance(Duration.ofMinutes(5));
        assertThat(assurance(strict, fresh)).isEqualTo(Assurance.IDENTITY_PROVIDER);
    }

    @Test
    void theChallengeAsksAsRfc9470Says() {
        assertThat(StepUp.within(Duration.ofMinutes(5), "phr", "mfa").challenge())
                .startsWith("Bearer error=\"insufficient_user_authentication\"")
                .contains("acr_values=\"phr mfa\"")
                .endsWith("max_age=\"300\"");
        assertThat(StepUp.within(Duration.ofMinutes(5)).challenge()).doesNotContain("acr_values");
        assertThatThrownBy(() -> StepUp.within(Duration.ofMinutes(5), "a\", evil=\"b"))
                .hasMessageContaining("no acr value");
    }

    @Test
    void aStrangerIsToldTheSameWhateverWasWrong() {
        Response answer = Strangers.answer();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().all("WWW-Authenticate")).containsExactly("Bearer");
        for (String bad : List.of(
                "", "x", "a.b.c", idp.accessToken("alice").claim("exp", 1).sign())) {
            assertThat(reviewers.authenticate(Knock.bearing(bad).request())).isEmpty();
        }
    }

    @Test
    void theLogSaysWhyAndHoldsNoPartOfTheToken() {
        String expired = idp.accessToken("alice").claim("exp", 1).sign();
        try (CapturedLog log = new CapturedLog()) {
            assertThat(known(Knock.bearing(expired))).isFalse();

            assertThat(log.text()).contains("Refused a bearer token at GET /api/me from 192.0.2.7: it expired at");
            assertThat(List.of(expired.split("\\.")))
                    .allSatisfy(part -> assertThat(log.text()).doesNotContain(part));
        }
    }

    @Test
    void aFloodOfBadTokensDoesNotFloodTheLog() {
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 500; i++) {
                assertThat(known(Knock.bearing("a.b." + i))).isFalse();
            }
            assertThat(log.text().lines()).hasSize(60);
            clock.advance(Duration.ofMinutes(1));
            assertThat(known(Knock.bearing("a.b.c"))).isFalse();
            assertThat(log.text()).contains("440 more credentials were refused");
        }
    }

    @Test
    void aProviderThatIsDownMakesStrangersAndSaysSoInTheLog() {
        idp.goDown(true);
        try (CapturedLog log = new CapturedLog()) {
            assertThat(known(Knock.bearing(idp.accessToken("alice").sign()))).isFalse();

            assertThat(log.text()).contains("discovery document").contains("503");
        }
    }

    @Test
    void oneRequestIsNotTwoPeople() {
        ReviewerAuthenticator both =
                ReviewerAuthenticator.anyOf(List.of(reviewers, ContainerAuthenticator.of("container:intranet")));
        Knock knock = Knock.bearing(idp.accessToken("alice").sign());

        assertThat(both.authenticate(knock.request())).map(SignedIn::account).isPresent();
        assertThat(both.authenticate(knock.by("bob").request())).isEmpty();
        ReviewerAuthenticator broken = request -> {
            throw new IllegalStateException("broken");
        };
        assertThat(ReviewerAuthenticator.anyOf(List.of(reviewers, broken)).authenticate(knock.request()))
                .isEmpty();
    }

    private boolean known(Knock knock) {
        return reviewers.authenticate(knock.request()).isPresent();
    }

    private static Assurance assurance(ReviewerAuthenticator reviewers, String token) {
        Optional<SignedIn> person = reviewers.authenticate(Knock.bearing(token).request());
        return person.orElseThrow().reviewer().assurance();
    }
}
