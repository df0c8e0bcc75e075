package dev.approvals.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.Pending;
import dev.approvals.RemoteTool;
import dev.approvals.audit.AuditEventType;
import dev.approvals.http.Caller;
import dev.approvals.http.Office;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.policy.Verdict;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.testkit.ManualTimekeeper;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people do seldom and on purpose, before a browser: end a grant, take an approval back, break the glass, clear up. */
@Tag("browser")
class InboxAftermathTest {

    /** A tool that its caller runs. */
    private static final ToolSpec DEPLOY = ToolSpec.named("deploy")
            .parameter("service", String.class)
            .summary("Deploy {service}")
            .reviewers("dba")
            .runLater(true)
            .build();

    private static Window window;

    @BeforeAll
    static void openWindow() {
        window = new Window();
    }

    @AfterAll
    static void closeWindow() {
        window.close();
    }

    private static Office asking(ReviewPlan plan) {
        return Office.open(web -> web, gate -> gate.policy(call -> Verdict.ask(plan, "rule", "it is asked about")));
    }

    private static ApprovalRequest request(Office office, String id) {
        return office.approvals().desk().find(id).orElseThrow();
    }

    private static void assertNoBarriers(String what) {
        assertThat(window.barriers()).as("what axe finds in %s", what).isEmpty();
    }

    private static Outcome outcome(Pending call) throws Exception {
        return call.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void aGrantThatIsRevokedLetsNoFurtherCallPass() throws Exception {
        Scope scope = new Scope(Set.of("rows"), 5, Duration.ofHours(1), Duration.ofMinutes(30));
        try (Office office = asking(ReviewPlan.of(1, "dba").permitGrants(scope))) {
            Pending first = office.call(Errand.EXPORT, Errand.export(5, "orders"));
            Caller alice = office.as("alice");
            alice.decide(
                    alice.get("/api/requests/" + first.callId()),
                    "approve",
                    ",\"scope\":{\"free\":[\"rows\"],\"uses\":5,\"lasts\":\"PT1H\",\"idle\":\"PT30M\"}");
            outcome(first);

            window.as("alice").open(office.address(), "#/grants").awaitText(".tiles", "4 calls of 5 left");
            assertNoBarriers("a grant");
            window.click(".tiles .act.deny").awaitShown("dialog[open]").click("dialog textarea");
            window.press("No longer needed.").picture("revoke").click("dialog .act");

            window.awaitGone("dialog[open]").awaitText("main", "No grants");
            assertThat(office.approvals().desk().grants()).isEmpty();
            assertThat(office.audit().await(AuditEventType.GRANT_REVOKED).fact("comment"))
                    .isEqualTo("No longer needed.");
            Pending second = office.call(Errand.EXPORT, Errand.export(6, "orders"));
            assertThat(second.outcome().toCompletableFuture()).isNotDone();
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void anApprovalIsTakenBackBeforeTheCallRuns() {
        try (Office office = Office.open()) {
            RemoteTool deploy = office.approvals().gate().remote(DEPLOY).as(Office.BOBS_AGENT);
            String id = deploy.submit("{\"service\":\"shop\"}").id();
            office.audit().await(id, AuditEventType.APPROVAL_NOTIFIED);
            office.as("alice").decide(id, "approve");

            window.as("alice").open(office.address(), "#/history/" + id).awaitText(".req-head .standing", "Approved");
            window.click(".buttons .danger").awaitShown("dialog[open]").click("dialog textarea");
            window.press("The wrong service.").picture("withdraw").click("dialog .act");

            window.awaitGone("dialog[open]").awaitText(".req-head .standing", "Withdrawn");
            window.awaitText("[data-topic=outcome]", "REVOKED");
            assertThat(deploy.claim(id)).as("the right to run it").isEmpty();
            assertThat(request(office, id).progress().outcome())
                    .hasValueSatisfying(outcome ->
                            assertThat(((Outcome.Refused) outcome).code()).isEqualTo(RefusalCode.REVOKED));
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void whoBreaksTheGlassSaysWhyAndSomebodyElseReviewsIt() throws Exception {
        try (Office office = asking(ReviewPlan.of(2, "security").permitBreakGlass("dba"))) {
            Pending call = office.call(Errand.MAIL, Errand.mail("alarm", "wake up", "it burns"));
            window.as("alice").open(office.address(), "#/r/" + call.callId());

            breakTheGlass(request(office, call.callId()).id().substring(0, 6));

            assertThat(outcome(call)).isInstanceOf(Outcome.Returned.class);
            assertThat(office.audit()
                            .await(call.callId(), AuditEventType.BREAK_GLASS_USED)
                            .facts())
                    .containsEntry("person", "alice")
                    .containsEntry("comment", "The site is down.");
            window.go("#/reviews").awaitText(".tiles", "The site is down.").awaitText(".tiles", "somebody else");
            assertNoBarriers("a review that is owed");
            assertThat(window.shows(".tiles .button.strong")).isFalse();

            carolReviews(office);

            assertThat(office.audit().await(AuditEventType.BREAK_GLASS_REVIEWED).facts())
                    .containsEntry("person", "carol")
                    .containsEntry("request", call.callId());
            assertThat(office.approvals().desk().owedReviews()).isEmpty();
            assertThat(window.complaints()).isEmpty();
        }
    }

    private static void breakTheGlass(String code) {
        window.click(".menu.more summary").click(".menu-item.danger").awaitShown("dialog[open]");
        window.click("dialog textarea").press("The site is down.");
        window.click("dialog input").press("000000").click("dialog .act").awaitText("dialog .answer", "Type " + code);
        assertNoBarriers("the breaking of the glass");
        window.run("document.querySelector('dialog input').value = ''");
        window.click("dialog input").press(code);
        // No sooner than it has stood on the page for a moment; until then the dialogue says so, and can be sent again.
        window.awaitShown(".decide").picture("break-glass").clickUntilGone("dialog .act", "dialog[open]");
    }

    private static void carolReviews(Office office) {
        window.as("carol").open(office.address(), "#/reviews").awaitText("#owed-count", "1");
        window.click(".tiles .button.strong").awaitShown("dialog[open]").click("dialog textarea");
        window.press("It was down, and the mail was right.").picture("review").click("dialog .act");
        window.awaitGone("dialog[open]").awaitText("main", "No review is owed");
    }

    @Test
    void aCallWhoseEndNobodyKnowsGetsANote() {
        ManualTimekeeper clock = ManualTimekeeper.create();
        try (Office office = Office.open(web -> web.clock(clock), gate -> gate.clock(clock))) {
            RemoteTool deploy = office.approvals().gate().remote(DEPLOY).as(Office.BOBS_AGENT);
            String id = deploy.submit("{\"service\":\"shop\"}").id();
            office.audit().await(id, AuditEventType.APPROVAL_NOTIFIED);
            office.as("alice").decide(id, "approve");
            assertThat(deploy.claim(id)).isPresent();
            clock.advance(Duration.ofHours(2));
            office.audit().await(id, AuditEventType.ACTION_OUTCOME_UNKNOWN);

            window.as("alice").open(office.address(), "#/history/" + id);
            window.awaitText(".req-head .standing", "end unknown").click(".buttons .button");
            window.awaitShown("dialog[open]").click("dialog textarea");
            window.press("It runs in the new version.").click("dialog .act").awaitGone("dialog[open]");

            window.awaitText(".timeline", "It runs in the new version.").picture("noted");
            assertNoBarriers("a call whose end nobody knows");
            assertThat(request(office, id).progress().outcome())
                    .as("a note changes nothing about how it ended")
                    .containsInstanceOf(Outcome.Unknown.class);
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void whatDiffersFromTheLastApprovedCallIsShown() throws Exception {
        try (Office office = Office.open()) {
            Pending before = office.call(Errand.EXPORT, Errand.export(5, "orders"));
            office.as("alice").decide(before.callId(), "approve");
            outcome(before);
            Pending denied = office.call(Errand.EXPORT, Errand.export(7, "nothing"));
            office.as("alice").decide(denied.callId(), "deny");
            Pending call = office.call(Errand.EXPORT, Errand.export(50_000, "orders"));

            window.as("alice").open(office.address(), "#/r/" + call.callId()).awaitReady("deny");

            assertThat(window.text("[data-topic=changes]"))
                    .contains("1 difference")
                    .contains("/rows");
            assertThat(window.text("[data-topic=changes] .before")).isEqualTo("was 5");
            assertThat(window.text("[data-topic=changes] .after")).isEqualTo("is 50000");
            assertNoBarriers("a difference");
            window.picture("difference").click("[data-topic=changes] a");
            window.awaitText(".detail[data-shown='" + before.callId() + "'] .standing", "Ran and returned");
            assertThat(Optional.of(window.text("#what"))).contains("Export 5 rows of orders from crm");
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void whereMoreDiffersThanIsListedThatIsSaid() throws Exception {
        try (Office office = Office.open()) {
            Pending before = office.call(Errand.MAIL, mailTo("a"));
            office.as("alice").decide(before.callId(), "approve");
            outcome(before);
            Pending call = office.call(Errand.MAIL, mailTo("b"));

            window.as("alice").open(office.address(), "#/r/" + call.callId()).awaitReady("deny");

            assertThat(window.text("[data-topic=changes]"))
                    .contains("600 differences")
                    .contains("And 100 more, not shown here");
        }
    }

    private static Map<String, Object> mailTo(String name) {
        List<String> people =
                IntStream.range(0, 600).mapToObj(i -> name + i + "@example.com").toList();
        return Map.of("to", people, "subject", "All good", "text", "All good.", "why", "It is due.");
    }
}
