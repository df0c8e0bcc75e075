package dev.approvals.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.GatedTool;
import dev.approvals.Pending;
import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.core.Approvals;
import dev.approvals.core.directory.StaticDirectory;
import dev.approvals.core.policy.Policies;
import dev.approvals.http.auth.AgentKeys;
import dev.approvals.http.auth.Sha256;
import dev.approvals.http.auth.StepUp;
import dev.approvals.http.jetty.InboxServer;
import dev.approvals.http.live.Live;
import dev.approvals.http.login.OneTimeTokens;
import dev.approvals.http.login.SignIn;
import dev.approvals.http.oidc.AccessTokenRules;
import dev.approvals.http.oidc.CodeFlow;
import dev.approvals.http.oidc.OidcProvider;
import dev.approvals.http.provider.CapturedLog;
import dev.approvals.http.provider.LoopbackProvider;
import dev.approvals.outcome.Outcome;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.Directory;
import dev.approvals.testkit.RecordedAudit;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a blocked call to the audit: reviewers who signed in at a real provider decide over a real connection. */
class SignedInReviewersTest {

    private static final ToolSpec EXPORT = ToolSpec.named("export")
            .parameter("table", String.class)
            .summary("Export {table}")
            .risk(Risk.HIGH)
            .reviewers("dba")
            .build();
    private static final ToolSpec DROP = ToolSpec.named("drop")
            .parameter("table", String.class)
            .summary("Drop {table}")
            .risk(Risk.HIGH)
            .runLater(true)
            .build();

    private final LoopbackProvider idp = LoopbackProvider.start(InstantSource.system());
    private final OidcProvider provider =
            OidcProvider.builder(idp.issuer()).within(Duration.ofSeconds(30)).build();
    private final OneTimeTokens tokens = new OneTimeTokens(
            Principal.local("starter"), Duration.ofMinutes(10), InstantSource.system(), new SecureRandom());
    private final Directory people = StaticDirectory.builder()
            .person("alice", "dba")
            .account(new Principal(idp.issuer(), "alice-0001"))
            .person("bob", "dba")
            .account(new Principal(idp.issuer(), "bob-0002"))
            .account(Principal.local("bob"))
            .person("starter", "dba")
            .account(Principal.local("starter"))
            .build();
    private final InboxServer server = InboxServer.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final ApprovalsHttp http = ApprovalsHttp.builder()
            .signIn(signIn(server.origin()))
            .directory(people)
            .viewers(new Live.Limits(10, 16, Duration.ofMillis(200)))
            .build();
    private final RecordedAudit audit = new RecordedAudit();
    private final Approvals approvals = gate();

    @BeforeEach
    void serve() {
        server.serve(http.servlet());
    }

    @AfterEach
    void close() {
        http.close();
        server.close();
        approvals.close();
        idp.close();
    }

    @Test
    void row7aBlockedCallIsDecidedByTheHolderOfATokenAndTheAuditSaysWhoAndHow() throws Exception {
        String token = idp.accessToken("alice-0001").sign();
        try (CapturedLog log = new CapturedLog()) {
            GatedTool tool = approvals.gate().tool(EXPORT, claim -> "exported");
            CompletableFuture<Outcome> caller = CompletableFuture.supplyAsync(
                    () -> tool.as(Office.BOBS_AGENT).call(Map.of("table", "orders")));
            String id = audit.await(AuditEventType.APPROVAL_NOTIFIED).callId();
            assertThat(caller).isNotDone();

            Caller.Answer decided = bearing(token).decide(id, "approve");

            assertThat(decided.status()).as(decided.raw().body()).isEqualTo(200);
            assertThat(caller.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Returned.class);
            AuditEvent vote = audit.await(id, AuditEventType.APPROVAL_DECIDED);
            assertThat(vote.facts().toString()).contains(idp.issuer() + ":alice-0001");
            assertThat(vote.fact("evidence"))
                    .startsWith("bearer algorithm=RS256")
                    .contains("jti=token-alice-0001")
                    .contains("key=first")
                    .contains("token=sha256:" + Sha256.hex(token));
            assertThat(List.of(token.split("\\.")))
                    .allSatisfy(part ->
                            assertThat(audit.events().toString() + log.text()).doesNotContain(part));
        }
    }

    @Test
    void aStrangerIsToldTheSameWhateverWasWrong() {
        String good = idp.accessToken("alice-0001").sign();
        String none = caller().get("/api/requests").raw().body();
        for (String bad : List.of(
                "x",
                good + "x",
                idp.accessToken("alice-0001").claim("exp", 1).sign(),
                idp.accessToken("alice-0001").claim("aud", "other").sign(),
                AgentKeys.newKey(new SecureRandom()))) {
            Caller.Answer answer = bearing(bad).get("/api/requests");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.raw().body()).isEqualTo(none);
            assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
        }
        assertThat(bearing(good).get("/api/requests").status()).isEqualTo(200);
    }

    @Test
    void whoIsSignedInButInNobodysDirectoryIsToldSo() {
        Caller.Answer answer = bearing(idp.accessToken("mallory")
                        .claim("email", "alice@example.com")
                        .sign())
                .get("/api/me");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("UNKNOWN_REVIEWER");
    }

    @Test
    void row9thePersonBehindTheAgentIsKnownUnderTheirAccountAtTheProvider() {
        Pending pending = call(DROP);
        String token = idp.accessToken("bob-0002")
                .claim("acr", "mfa")
                .claim("auth_time", InstantSource.system().instant())
                .sign();

        Caller.Answer answer = bearing(token).decide(pending.callId(), "approve");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("SELF_APPROVAL");
    }

    @Test
    void highRiskAsksForAnotherSignInAndTakesIt() throws Exception {
        Pending pending = call(DROP);
        Caller.Answer weak = bearing(idp.accessToken("alice-0001").sign()).decide(pending.callId(), "approve");

        assertThat(weak.status()).isEqualTo(403);
        assertThat(weak.code()).isEqualTo("ASSURANCE_TOO_WEAK");
        assertThat(weak.header("WWW-Authenticate").orElseThrow())
                .contains("insufficient_user_authentication")
                .contains("acr_values=\"mfa\"")
                .contains("max_age=\"300\"");

        String strong = idp.accessToken("alice-0001")
                .claim("acr", "mfa")
                .claim("auth_time", InstantSource.system().instant())
                .sign();
        assertThat(bearing(strong).decide(pending.callId(), "approve").status()).isEqualTo(200);
        assertThat(pending.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS))
                .isInstanceOf(Outcome.Returned.class);
    }

    @Test
    void aSessionDecidesWithTheTokenOfItsPageAndNotWithout() {
        Pending pending = call(EXPORT);
        Caller starter = caller().with("Cookie", enter()).with("Origin", server.origin());
        Caller.Answer me = starter.get("/api/me");
        assertThat(me.at("/via").asText()).isEqualTo("one_time");

        assertThat(starter.decide(pending.callId(), "deny").code()).isEqualTo("NO_CSRF_TOKEN");
        Caller armed = starter.with("X-CSRF-Token", me.at("/csrf").asText());
        assertThat(armed.with("Origin", "https://evil.example")
                        .decide(pending.callId(), "deny")
                        .code())
                .isEqualTo("FOREIGN_ORIGIN");
        assertThat(armed.decide(pending.callId(), "deny").status()).isEqualTo(200);
    }

    @Test
    void whoSignsOutLooksOnNoMore() throws Exception {
        String cookie = enter();
        Caller page = caller().with("Cookie", cookie).with("Origin", server.origin());
        HttpRequest look = HttpRequest.newBuilder(server.address().resolve("/api/events"))
                .header("Cookie", cookie)
                .build();
        HttpResponse<InputStream> stream = HttpClient.newHttpClient()
                .sendAsync(look, HttpResponse.BodyHandlers.ofInputStream())
                .get(60, TimeUnit.SECONDS);
        assertThat(stream.statusCode()).isEqualTo(200);

        Caller armed = page.with("X-CSRF-Token", page.get("/api/me").at("/csrf").asText());
        assertThat(armed.post("/login/logout", "{}").status()).isEqualTo(200);

        assertThat(CompletableFuture.supplyAsync(() -> drained(stream.body())).get(60, TimeUnit.SECONDS))
                .as("the stream came to its end")
                .isTrue();
        assertThat(page.get("/api/me").status()).isEqualTo(401);
    }

    private static boolean drained(InputStream body) {
        try (body) {
            return body.readAllBytes().length >= 0;
        } catch (IOException e) {
            return true; // broken off is ended, too
        }
    }

    /** Signs in with a one-time token. */
    private String enter() {
        String token = tokens.address("").substring("#token=".length());
        Caller.Answer entered =
                caller().with("Origin", server.origin()).post("/login/token", "{\"token\":\"" + token + "\"}");
        assertThat(entered.status()).as(entered.raw().body()).isEqualTo(204);
        return entered.header("Set-Cookie").orElseThrow().split(";")[0];
    }

    private Approvals gate() {
        ReviewPlan strict = ReviewPlan.of(1, "dba").assurance(Assurance.STEP_UP);
        return Approvals.builder()
                .development() // whoever has a one-time token started the process
                .approver(http.inbox())
                .directory(people)
                .audit(audit)
                .policy(Policies.firstMatch(Policies.when(
                                        "drops", call -> call.tool().name().equals("drop"))
                                .ask(strict, "what is gone is gone"))
                        .otherwise(Policies.annotated()))
                .build();
    }

    private Pending call(ToolSpec tool) {
        Pending pending = approvals
                .gate()
                .tool(tool, claim -> "done")
                .as(Office.BOBS_AGENT)
                .submit(Map.of("table", "orders"));
        audit.await(pending.callId(), AuditEventType.APPROVAL_NOTIFIED);
        return pending;
    }

    private Caller caller() {
        return new Caller(server.address());
    }

    private Caller bearing(String token) {
        return caller().with("Authorization", "Bearer " + token);
    }

    private SignIn signIn(String origin) {
        return SignIn.at(origin)
                .browser(CodeFlow.confidential(provider, LoopbackProvider.CLIENT, LoopbackProvider.SECRET))
                .bearer(provider, AccessTokenRules.ofPeople(LoopbackProvider.API))
                .oneTime(tokens)
                .stepUp(StepUp.within(Duration.ofMinutes(5), "mfa"))
                .build();
    }
}
