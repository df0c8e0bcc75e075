package dev.approvals.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.Pending;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.core.Approvals;
import dev.approvals.core.directory.StaticDirectory;
import dev.approvals.http.ApprovalsHttp;
import dev.approvals.http.Office;
import dev.approvals.http.auth.StepUp;
import dev.approvals.http.jetty.InboxServer;
import dev.approvals.http.login.SignIn;
import dev.approvals.http.oidc.CodeFlow;
import dev.approvals.http.oidc.OidcProvider;
import dev.approvals.http.provider.LoopbackProvider;
import dev.approvals.outcome.Outcome;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Verdict;
import dev.approvals.review.Directory;
import dev.approvals.testkit.RecordedAudit;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signing in at a real provider, doing so once more for high risk, and signing out, before a browser. */
@Tag("browser")
class SignInAtProviderTest {

    private static final ToolSpec EXPORT = ToolSpec.named("export")
            .parameter("rows", int.class)
            .summary("Export {rows} rows")
            .risk(Risk.HIGH)
            .runLater(true)
            .build();

    private final LoopbackProvider idp = LoopbackProvider.start(InstantSource.system());
    private final OidcProvider provider =
            OidcProvider.builder(idp.issuer()).within(Duration.ofSeconds(60)).build();
    private final Directory people = StaticDirectory.builder()
            .person("alice", "dba")
            .account(new Principal(idp.issuer(), "alice-0001"))
            .person("bob", "dba")
            .account(Principal.local("bob"))
            .build();
    private final InboxServer server = InboxServer.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final ApprovalsHttp http = ApprovalsHttp.builder()
            .signIn(SignIn.at(server.origin())
                    .browser(CodeFlow.confidential(provider, LoopbackProvider.CLIENT, LoopbackProvider.SECRET))
                    .stepUp(StepUp.within(Duration.ofMinutes(15), "mfa"))
                    .build())
            .directory(people)
            .build();
    private final RecordedAudit audit = new RecordedAudit();
    private final Window window = new Window().as("");

    @BeforeEach
    void serve() {
        server.serve(http.servlet());
        idp.codes().register(server.origin() + "/login/callback");
    }

    @AfterEach
    void close() {
        window.close();
        http.close();
        server.close();
        idp.close();
    }

    private Approvals gate(ReviewPlan plan) {
        return Approvals.builder()
                .approver(http.inbox())
                .directory(people)
                .audit(audit)
                .policy(call -> Verdict.ask(plan, "exports", "it leaves the house"))
                .build();
    }

    private Pending call(Approvals approvals) {
        Pending pending = approvals
                .gate()
                .tool(EXPORT, claim -> "done")
                .as(Office.BOBS_AGENT)
                .submit(Map.of("rows", 3));
        audit.await(pending.callId(), AuditEventType.APPROVAL_NOTIFIED);
        return pending;
    }

    private static Outcome outcome(Pending call) throws Exception {
        return call.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** Signs in, from the page that says so, and comes back to the request. */
    private void signIn(Pending call) {
        window.open(server.address(), "#/r/" + call.callId()).awaitShown("#sign-in");
        assertThat(window.text("body")).as("what a stranger reads").doesNotContain("rows");
        window.click("#sign-in").awaitText("#what", "Export 3 rows").awaitText("#who", "Name of alice-0001");
    }

    @Test
    void whoSignsInAtTheProviderComesBackToTheRequestDecidesAndSignsOut() throws Exception {
        try (Approvals approvals = gate(ReviewPlan.of(1, "dba"))) {
            Pending call = call(approvals);
            signIn(call);

            window.awaitReady("approve").click("[data-act=approve]");

            assertThat(outcome(call)).isInstanceOf(Outcome.Returned.class);
            assertThat(audit.await(call.callId(), AuditEventType.APPROVAL_DECIDED)
                            .facts())
                    .containsEntry("person", "alice")
                    .containsEntry("reviewer", idp.issuer() + ":alice-0001")
                    .containsEntry("assurance", "IDENTITY_PROVIDER");
            assertThat(window.complaints()).isEmpty();

            window.click("#who summary").picture("account").click("#sign-out");
            window.awaitText("body", "You are signed out there");
            assertThat(idp.asked("logout")).isEqualTo(1);
            window.open(server.address(), "#/r/" + call.callId()).awaitShown("#sign-in");
            assertThat(window.text("body")).doesNotContain("rows");
        }
    }

    @Test
    void highRiskAsksWhoIsSignedInToConfirmWhoTheyAre() throws Exception {
        try (Approvals approvals = gate(ReviewPlan.of(1, "dba").assurance(Assurance.STEP_UP))) {
            Pending call = call(approvals);
            signIn(call);

            window.click("[data-act=approve]")
                    .awaitShown(".answer .button.strong")
                    .picture("step-up");
            assertThat(window.text(".answer")).contains("Confirm who you are");
            assertThat(approvals
                            .desk()
                            .find(call.callId())
                            .orElseThrow()
                            .progress()
                            .votes())
                    .isEmpty();
            idp.codes().reaches("mfa");
            window.click(".answer .button.strong").awaitReady("approve").awaitText("#what", "Export 3 rows");
            window.click("[data-act=approve]");

            assertThat(outcome(call)).isInstanceOf(Outcome.Returned.class);
            assertThat(audit.await(call.callId(), AuditEventType.APPROVAL_DECIDED)
                            .facts())
                    .containsEntry("person", "alice")
                    .containsEntry("assurance", "STEP_UP");
            window.awaitText(".req-head .standing", "Ran and returned");
            assertThat(window.complaints()).isEmpty();
        }
    }
}
