package dev.approvals.http.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.call.Principal;
import dev.approvals.http.auth.Credential.Means;
import dev.approvals.http.auth.OriginGuard;
import dev.approvals.http.auth.Origins;
import dev.approvals.http.auth.SignedIn;
import dev.approvals.http.auth.StepUp;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.oidc.CodeFlow;
import dev.approvals.http.oidc.OidcProvider;
import dev.approvals.http.provider.CapturedLog;
import dev.approvals.http.provider.CookieBrowser;
import dev.approvals.http.provider.Knock;
import dev.approvals.http.provider.LoopbackProvider;
import dev.approvals.http.provider.ProviderKey;
import dev.approvals.http.provider.TokenMaker;
import dev.approvals.policy.Assurance;
import dev.approvals.testkit.ManualTimekeeper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in at a provider on loopback, with a browser that minds its cookies; and everything that must not sign in. */
class SignInTest {

    private static final String OWN = "https://approvals.example";
    private static final String SESSION = "__Host-approvals-session";
    private static final String HANDSHAKE = "__Host-approvals-sign-in";
    private static final ProviderKey FOREIGN = ProviderKey.ec("foreign");

    private final ManualTimekeeper clock = ManualTimekeeper.create();
    private final LoopbackProvider idp = LoopbackProvider.start(clock::now);
    private final OriginGuard guard = new OriginGuard(Origins.of(OWN), new byte[32]);
    private final Login login = Login.builder(guard)
            .basePath("/approvals")
            .clock(clock::now)
            .provider(CodeFlow.confidential(
                    OidcProvider.builder(idp.issuer()).clock(clock::now).build(),
                    LoopbackProvider.CLIENT,
                    LoopbackProvider.SECRET))
            .stepUp(StepUp.within(Duration.ofMinutes(5), "mfa"))
            .build();
    private final CookieBrowser browser = new CookieBrowser(login, OWN);

    @BeforeEach
    void register() {
        // The server takes the base path off before it asks the login.
        idp.codes().register(OWN + "/approvals/login/callback");
    }

    @AfterEach
    void stop() {
        idp.close();
    }

    @Test
    void aPersonSignsInAndTheSessionGoesAlongWithOwnPagesOnly() {
        String to = signIn("/login/start?to=/approvals/%23request-7");

        assertThat(to).isEqualTo("/approvals/#request-7");
        SignedIn person = who(browser).orElseThrow();
        assertThat(person.account()).isEqualTo(new Principal(idp.issuer(), "alice-0001"));
        assertThat(person.name()).contains("Name of alice-0001");
        assertThat(person.credential().means()).isEqualTo(Means.SESSION);
        assertThat(person.credential().facts()).containsKeys("token", "key", "authTime", "session");
        assertThat(browser.cookie(SESSION)).hasSize(43);
        assertThat(browser.cookie(HANDSHAKE)).as("it has done its work").isEmpty();
    }

    @Test
    void aSessionIdThatWasPlantedIsNeverTaken() {
        browser.plant(SESSION, "x".repeat(43));
        assertThat(who(browser)).isEmpty();

        signIn("/login/start");

        assertThat(browser.cookie(SESSION)).isNotEqualTo("x".repeat(43));
        CookieBrowser planter = new CookieBrowser(login, OWN);
        planter.plant(SESSION, "x".repeat(43));
        assertThat(who(planter)).isEmpty();
    }

    @Test
    void eachSignInBeginsANewSessionAndEndsTheOneBefore() {
        signIn("/login/start");
        CookieBrowser before = browser.copy();

        signIn("/login/start");

        assertThat(who(browser)).isPresent();
        assertThat(who(before)).isEmpty();
    }

    @Test
    void anAnswerOfTheProviderIsGoodOnce() {
        String answer = browser.signInAtProvider(start("/login/start"));
        CookieBrowser replay = browser.copy();
        assertThat(back(browser, answer).status()).isEqualTo(200);
        int asked = idp.asked("token");

        assertThat(back(replay, answer).status()).isEqualTo(403);

        assertThat(who(replay)).isEmpty();
        assertThat(idp.asked("token")).as("the provider is not even asked").isEqualTo(asked);
    }

    @Test
    void aCodeOfSomebodyElsesSignInIsWorthNothing() {
        String stolen = parameter(browser.signInAtProvider(start("/login/start")), "code");
        CookieBrowser thief = new CookieBrowser(login, OWN);
        String own = thief.signInAtProvider(thief.go("/login/start"));

        Response answer = back(thief, own.replace(parameter(own, "code"), stolen));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(who(thief)).isEmpty();
    }

    @Test
    void anAnswerToAnotherBrowserSignsNobodyIn() {
        CookieBrowser mallory = new CookieBrowser(login, OWN);
        String answer = mallory.signInAtProvider(mallory.go("/login/start"));

        assertThat(back(browser, answer).status()).as("no sign-in begun here").isEqualTo(403);
        String mine = browser.signInAtProvider(start("/login/start"));
        assertThat(back(browser, answer).status()).as("another one begun here").isEqualTo(403);
        assertThat(who(browser)).isEmpty();
        assertThat(back(browser, mine).status())
                .as("the own one was not disturbed")
                .isEqualTo(200);
    }

    @Test
    void anIdTokenThatIsNotOfThisSignInIsRefused() {
        Map<String, UnaryOperator<TokenMaker>> twists = Map.ofEntries(
                Map.entry("nonce", token -> token.claim("nonce", "another")),
                Map.entry("its nonce", token -> token.without("nonce")),
                Map.entry("another client", token -> token.claim("aud", "other")),
                Map.entry("issued to another client", token -> token.claim("azp", "other")),
                Map.entry("(azp)", token -> token.claim("aud", List.of(LoopbackProvider.CLIENT, "other"))),
                Map.entry("its issuer", token -> token.claim("iss", "https://evil.example")),
                Map.entry("it expired", token -> token.claim("exp", clock.now().minusSeconds(60))),
                Map.entry("no iat", token -> token.without("iat")),
                Map.entry("its subject", token -> token.without("sub")),
                Map.entry("does not publish", token -> token.signedWith(FOREIGN)),
                Map.entry("no ID token", token -> token.header("typ", "at+jwt")),
                Map.entry(
                        "does not hold",
                        token ->
                                token.signedWith(FOREIGN).header("kid", "first").header("alg", "RS256")));
        twists.forEach((why, twist) -> {
            idp.codes().twist(twist);
            refusedBecause(why, browser.signInAtProvider(start("/login/start")));
        });
    }

    @Test
    void anAnswerThatDoesNotNameTheProviderIsRefused() {
        String answer = browser.signInAtProvider(start("/login/start"));
        refusedBecause("is from", answer.replaceAll("&iss=[^&]*", ""));
        answer = browser.signInAtProvider(start("/login/start"));
        refusedBecause("is from", answer.replaceAll("&iss=[^&]*", "&iss=https%3A%2F%2Fevil.example"));
        answer = browser.signInAtProvider(start("/login/start"));
        refusedBecause("access_denied", answer.replaceAll("code=[^&]*", "error=access_denied"));
        answer = browser.signInAtProvider(start("/login/start"));
        refusedBecause("invalid_grant", answer.replaceAll("code=[^&]*", "code=made-up"));
    }

    @Test
    void aSignInLastsTenMinutes() {
        String answer = browser.signInAtProvider(start("/login/start"));
        clock.advance(Duration.ofMinutes(10));

        refusedBecause("too long ago", answer);
    }

    @Test
    void aSignInThatWasTamperedWithIsNone() {
        String answer = browser.signInAtProvider(start("/login/start"));
        String cookie = browser.cookie(HANDSHAKE);
        for (int at = 0; at < cookie.length(); at++) {
            char other = cookie.charAt(at) == 'A' ? 'B' : 'A';
            browser.plant(HANDSHAKE, cookie.substring(0, at) + other + cookie.substring(at + 1));
            assertThat(back(browser, answer).status()).isEqualTo(403);
        }
        assertThat(idp.asked("token")).isZero();
    }

    @Test
    void inAFrameNobodySignsIn() {
        String answer = browser.signInAtProvider(start("/login/start"));
        Knock framed = Knock.get(answer.substring("/approvals".length()))
                .with("Cookie", HANDSHAKE + "=" + browser.cookie(HANDSHAKE))
                .with("Sec-Fetch-Dest", "iframe");

        assertThat(login.handle(framed.request()).status()).isEqualTo(403);
        assertThat(login.handle(Knock.get("/login/start")
                                .with("Sec-Fetch-Dest", "iframe")
                                .request())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void afterwardsItGoesToOwnPagesOnly() {
        for (String evil : List.of(
                "//evil.example",
                "https://evil.example",
                "/%5Cevil.example",
                "/a%22%3E%3Cscript%3E",
                "evil",
                "",
                "/%0A/x")) {
            assertThat(signIn("/login/start?to=" + evil)).as(evil).isEqualTo("/approvals/");
        }
    }

    @Test
    void aStepUpIsASignInOfItsOwnAndDoesNotLast() {
        signIn("/login/start");
        assertThat(assurance()).isEqualTo(Assurance.IDENTITY_PROVIDER);
        CookieBrowser before = browser.copy();
        clock.advance(Duration.ofMinutes(20));

        idp.codes().reaches("mfa");
        Response start = start("/login/start?stepUp=true");
        assertThat(start.headers().first("Location").orElseThrow())
                .contains("acr_values=mfa")
                .contains("max_age=300")
                .contains("prompt=login");
        assertThat(back(browser, browser.signInAtProvider(start)).status()).isEqualTo(200);

        assertThat(assurance()).isEqualTo(Assurance.STEP_UP);
        assertThat(who(before)).as("the session before").isEmpty();
        clock.advance(Duration.ofMinutes(5));
        assertThat(assurance()).isEqualTo(Assurance.IDENTITY_PROVIDER);
    }

    @Test
    void aStepUpThatTheProviderDidNotDoIsNone() {
        assertThat(back(browser, browser.signInAtProvider(start("/login/start?stepUp=true")))
                        .status())
                .isEqualTo(200);
        assertThat(assurance()).as("with a password only").isEqualTo(Assurance.IDENTITY_PROVIDER);
    }

    @Test
    void anOldSignInIsNoAnswerToAStepUp() {
        idp.codes().twist(token -> token.claim("auth_time", clock.now().minusSeconds(361)));
        refusedBecause("older one", browser.signInAtProvider(start("/login/start?stepUp=true")));
        idp.codes().twist(token -> token.without("auth_time"));
        refusedBecause("older one", browser.signInAtProvider(start("/login/start?stepUp=true")));
    }

    @Test
    void noSecretReachesTheLogWhateverFails() {
        try (CapturedLog log = new CapturedLog()) {
            idp.codes().twist(token -> token.claim("nonce", "another"));
            String answer = browser.signInAtProvider(start("/login/start"));
            String cookie = browser.cookie(HANDSHAKE);
            assertThat(back(browser, answer).status()).isEqualTo(403);
            start("/login/start");
            assertThat(back(browser, answer).status()).isEqualTo(403);

            assertThat(log.text()).contains("Refused a sign-in at GET /login/callback");
            for (String secret :
                    List.of(parameter(answer, "code"), parameter(answer, "state"), cookie, LoopbackProvider.SECRET)) {
                assertThat(log.text()).doesNotContain(secret);
            }
        }
    }

    private void refusedBecause(String why, String answer) {
        try (CapturedLog log = new CapturedLog()) {
            Response page = back(browser, answer);
            assertThat(page.status()).isEqualTo(403);
            assertThat(CookieBrowser.text(page))
                    .contains("Signing in did not work")
                    .doesNotContain(why);
            assertThat(page.headers().first("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'");
            assertThat(log.text()).contains(why);
            assertThat(who(browser)).isEmpty();
        }
    }

    private String signIn(String path) {
        Response page = back(browser, browser.signInAtProvider(start(path)));
        assertThat(page.status()).isEqualTo(200);
        return CookieBrowser.text(page).replaceAll("(?s).*url=([^\"]*)\".*", "$1");
    }

    private Response start(String path) {
        return browser.go(path);
    }

    private static Response back(CookieBrowser browser, String answer) {
        assertThat(answer).startsWith("/approvals/login/callback?");
        return browser.comeFromElsewhere(answer.substring("/approvals".length()));
    }

    private Optional<SignedIn> who(CookieBrowser of) {
        return login.sessions().authenticate(of.request("/api/me"));
    }

    private Assurance assurance() {
        return who(browser).orElseThrow().reviewer().assurance();
    }

    private static String parameter(String answer, String name) {
        return answer.replaceAll(".*[?&]" + name + "=([^&]*).*", "$1");
    }
}
