package dev.approvals.http.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.call.Principal;
import dev.approvals.http.auth.OriginGuard;
import dev.approvals.http.auth.Origins;
import dev.approvals.http.auth.SignedIn;
import dev.approvals.http.exchange.ProblemException;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.provider.CapturedLog;
import dev.approvals.http.provider.CookieBrowser;
import dev.approvals.http.provider.Knock;
import dev.approvals.policy.Assurance;
import dev.approvals.testkit.ManualTimekeeper;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sessions and their ends, and the one-time token that begins one without a provider. */
class SessionsTest {

    private static final String HERE = "http://127.0.0.1:8080";
    private static final String PUBLIC = "https://approvals.example";

    private final ManualTimekeeper clock = ManualTimekeeper.create();
    private final OriginGuard guard = new OriginGuard(Origins.of(HERE, PUBLIC), new byte[32]);
    private final OneTimeTokens tokens =
            new OneTimeTokens(Principal.local("you"), Duration.ofMinutes(10), clock::now, new SecureRandom());
    private final Login login =
            Login.builder(guard).clock(clock::now).oneTime(tokens).build();
    private final CookieBrowser browser = new CookieBrowser(login, HERE);

    @Test
    void row45theTokenOfAnAddressIsInTheFragmentAndExchangedOnceByPost() {
        String address = tokens.address(HERE + "/");
        assertThat(address).matches("http://127\\.0\\.0\\.1:8080/#token=[A-Za-z0-9_-]{43}");

        assertThat(exchange(browser, token(address)).status()).isEqualTo(204);
        SignedIn you = who(browser).orElseThrow();
        assertThat(you.account()).isEqualTo(Principal.local("you"));
        assertThat(you.reviewer().assurance()).isEqualTo(Assurance.ASSERTED_IN_PROCESS);
        assertThat(exchange(new CookieBrowser(login, HERE), token(address)).status())
                .isEqualTo(401);
    }

    @Test
    void row45aTokenIsShortLived() {
        String token = token(tokens.address(HERE + "/"));
        clock.advance(Duration.ofMinutes(10));

        assertThat(exchange(browser, token).status()).isEqualTo(401);
        assertThat(who(browser)).isEmpty();
    }

    @Test
    void row45aTokenIsGoodOnThisMachineOnly() {
        String token = token(tokens.address(HERE + "/"));
        CookieBrowser outside = new CookieBrowser(login, PUBLIC);

        assertThat(exchange(outside, token).status()).as("by the public name").isEqualTo(401);
        assertThat(login.handle(posting(browser, token).from("192.0.2.7").request())
                        .status())
                .as("from elsewhere")
                .isEqualTo(401);
        assertThat(login.handle(posting(browser, token)
                                .with("Host", "evil.example:8080")
                                .request())
                        .status())
                .as("by a foreign name that leads here")
                .isEqualTo(421);
        assertThat(login.handle(posting(browser, token)
                                .with("Origin", "https://evil.example")
                                .request())
                        .status())
                .as("from a foreign page")
                .isEqualTo(403);
        assertThat(exchange(browser, token).status())
                .as("none of these used it up")
                .isEqualTo(204);
    }

    @Test
    void row45aTokenIsTakenFromTheBodyOnlyAndNeverLogged() {
        String token = token(tokens.address(HERE + "/"));
        try (CapturedLog log = new CapturedLog()) {
            assertThat(login.handle(browser.fetch(Knock.get("/login/token?token=" + token))
                                    .request())
                            .status())
                    .isEqualTo(405);
            assertThatThrownBy(() -> login.handle(posting(browser, token)
                            .with("Content-Type", "text/plain")
                            .request()))
                    .isInstanceOf(ProblemException.class);
            assertThat(exchange(browser, "x" + token).status()).isEqualTo(401);
            assertThat(exchange(browser, token).status()).isEqualTo(204);
            assertThat(exchange(browser, token).status()).isEqualTo(401);

            assertThat(log.text()).contains("one-time token").doesNotContain(token);
            assertThat(log.text()).doesNotContain(browser.cookie("approvals-session"));
        }
    }

    @Test
    void aSessionEndsWhenItIsNotUsedAndInAnyCase() {
        signIn(browser);
        for (int i = 0; i < 16; i++) {
            clock.advance(Duration.ofMinutes(29));
            assertThat(who(browser)).isPresent();
        }
        assertThat(who(browser).orElseThrow().credential().until())
                .isEqualTo(ManualTimekeeper.START.plus(Duration.ofHours(8)));
        clock.advance(Duration.ofMinutes(16));
        assertThat(who(browser)).as("after eight hours").isEmpty();

        signIn(browser);
        clock.advance(Duration.ofMinutes(30));
        assertThat(who(browser)).as("after half an hour without use").isEmpty();
    }

    @Test
    void anOpenStreamSeesTheEndOfItsSessionAndDoesNotProlongIt() {
        signIn(browser);
        SignedIn you = who(browser).orElseThrow();
        for (int i = 0; i < 29; i++) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(login.sessions().holds(you.credential())).isTrue();
        }
        clock.advance(Duration.ofMinutes(1));

        assertThat(login.sessions().holds(you.credential())).isFalse();
    }

    @Test
    void afterSigningOutAStolenCookieIsWorthNothing() {
        signIn(browser);
        CookieBrowser thief = browser.copy();
        SignedIn you = who(browser).orElseThrow();
        Knock logout = browser.fetch(Knock.post("/login/logout", "{}"));

        assertThat(login.handle(logout.request()).status())
                .as("without the token")
                .isEqualTo(403);
        assertThat(who(browser)).isPresent();
        Response out = browser.take(
                login.handle(logout.with(OriginGuard.HEADER, guard.token(you)).request()));

        assertThat(out.status()).isEqualTo(200);
        assertThat(browser.cookie("approvals-session")).isEmpty();
        assertThat(who(thief)).isEmpty();
        assertThat(login.sessions().holds(you.credential())).isFalse();
        assertThat(login.handle(logout.request()).status()).as("once more").isEqualTo(401);
    }

    @Test
    void twoCookiesOfOneNameAreNone() {
        signIn(browser);
        String cookie = "approvals-session=" + browser.cookie("approvals-session");
        Knock knock = Knock.get("/api/me").with("Host", "127.0.0.1:8080");

        assertThat(login.sessions()
                        .authenticate(knock.with("Cookie", "a=b;" + cookie).request()))
                .isPresent();
        assertThat(login.sessions()
                        .authenticate(
                                knock.with("Cookie", cookie + "; " + cookie).request()))
                .isEmpty();
        assertThat(login.sessions()
                        .authenticate(knock.with("Cookie", cookie)
                                .and("Cookie", cookie)
                                .request()))
                .isEmpty();
        assertThat(login.sessions()
                        .authenticate(knock.with("Cookie", "x" + cookie).request()))
                .isEmpty();
    }

    @Test
    void overHttpsOnlyACookieThatNoSiblingCanSetCounts() {
        signIn(browser);
        String value = browser.cookie("approvals-session");
        Knock secure = Knock.get("/api/me");

        assertThat(login.sessions()
                        .authenticate(secure.with("Cookie", "approvals-session=" + value)
                                .request()))
                .isEmpty();
        assertThat(login.sessions()
                        .authenticate(secure.with("Cookie", "__Host-approvals-session=" + value)
                                .request()))
                .isPresent();
    }

    @Test
    void oneAccountCannotCrowdOthersOut() {
        Sessions sessions = new Sessions(
                guard.origins(),
                new Sessions.Limits(Duration.ofHours(1), Duration.ofHours(8)),
                new RandomText(new SecureRandom()),
                clock::now);
        String bob = sessions.open(new Session.ByOneTimeToken(Principal.local("bob")));
        List<String> alice = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            alice.add(sessions.open(new Session.ByOneTimeToken(Principal.local("alice"))));
        }

        assertThat(alice).filteredOn(id -> knows(sessions, id)).hasSize(20).isEqualTo(alice.subList(5, 25));
        assertThat(knows(sessions, bob)).isTrue();
    }

    @Test
    void itSaysWhichWaysThereAre() {
        assertThat(CookieBrowser.text(browser.go("/login")))
                .isEqualTo("{\"provider\":false,\"oneTime\":true,\"stepUp\":false}");
        assertThat(CookieBrowser.text(new CookieBrowser(login, PUBLIC).go("/login")))
                .contains("\"oneTime\":false");
        assertThat(browser.go("/login/start").status()).isEqualTo(404);
        assertThat(browser.go("/login/other").status()).isEqualTo(404);
    }

    @Test
    void anUnknownAddressIsNotThereByWhateverMethodAndAKnownOneSaysWhichItTakes() {
        assertThat(posted("/login/other").status()).isEqualTo(404);
        assertThat(CookieBrowser.text(posted("/login/other"))).contains("\"NO_SUCH_ROUTE\"");
        assertThat(posted("/login/start").status())
                .as("there is no provider here")
                .isEqualTo(404);

        Response wrong = posted("/login");

        assertThat(wrong.status()).isEqualTo(405);
        assertThat(CookieBrowser.text(wrong)).contains("\"METHOD_NOT_ALLOWED\"", "Use GET.");
        assertThat(browser.go("/login/logout").status()).isEqualTo(405);
    }

    private Response posted(String path) {
        return login.handle(browser.fetch(Knock.post(path, "{}")).request());
    }

    private static boolean knows(Sessions sessions, String id) {
        Knock knock = Knock.get("/").with("Cookie", "__Host-approvals-session=" + id);
        return sessions.authenticate(knock.request()).isPresent();
    }

    private void signIn(CookieBrowser by) {
        assertThat(exchange(by, token(tokens.address(HERE + "/"))).status()).isEqualTo(204);
    }

    private Response exchange(CookieBrowser by, String token) {
        return by.take(login.handle(posting(by, token).request()));
    }

    private static Knock posting(CookieBrowser by, String token) {
        return by.fetch(
                Knock.post("/login/token", "{\"token\":\"" + token + "\"}").from("127.0.0.1"));
    }

    private Optional<SignedIn> who(CookieBrowser of) {
        return login.sessions().authenticate(of.request("/api/me"));
    }

    private static String token(String address) {
        return address.substring(address.indexOf('=') + 1);
    }
}
