package dev.approvals.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.Pending;
import dev.approvals.audit.AuditEventType;
import dev.approvals.http.Office;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Vote;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Decisions, taken by a person before a browser. */
@Tag("browser")
class InboxDecisionsTest {

    private static Window window;

    private final Office office = Office.open(web -> web, gate -> gate.escalateTo(1, "security"));

    @BeforeAll
    static void openWindow() {
        window = new Window();
    }

    @AfterAll
    static void closeWindow() {
        window.close();
    }

    @AfterEach
    void close() {
        try {
            assertThat(window.complaints()).isEmpty();
        } finally {
            office.close();
        }
    }

    private void alice(Pending call) {
        window.as("alice").open(office.address(), "#/r/" + call.callId()).awaitReady("deny");
    }

    private Vote vote(Pending call) {
        return request(call).progress().votes().get(0);
    }

    private ApprovalRequest request(Pending call) {
        return office.approvals().desk().find(call.callId()).orElseThrow();
    }

    private static Outcome outcome(Pending call) throws Exception {
        return call.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void oneClickApprovesAndTheCallRuns() throws Exception {
        Pending call = office.call(Errand.EXPORT, Errand.export(5, "orders"));
        alice(call);

        window.awaitReady("approve").click("[data-act=approve]");

        assertThat(outcome(call)).isInstanceOf(Outcome.Returned.class);
        window.awaitText(".req-head .standing", "Ran and returned").awaitText("#pending-count", "");
        assertThat(window.shows(".answer[data-tone=good]")).isTrue();
        assertThat(window.shows(".answer[data-points]"))
                .as("the button it pointed at is gone")
                .isFalse();
        assertThat(vote(call).person()).isEqualTo("alice");
    }

    @Test
    void oneClickDenies() throws Exception {
        Pending call = office.call(Errand.EXPORT, Errand.export(5, "orders"));
        alice(call);

        window.click("[data-act=deny]");

        assertThat(outcome(call)).isInstanceOf(Outcome.Refused.class);
        window.awaitText(".req-head .standing", "Denied").awaitText("[data-topic=outcome]", "DENIED_BY_REVIEWER");
        assertThat(window.text(".answer[data-tone=stopped]"))
                .as("not in the colour of a go-ahead")
                .isEqualTo("Denied.");
        assertThat(vote(call).decision().comment()).isEmpty();
    }

    @Test
    void aReasonGoesAlongWithADenial() throws Exception {
        Pending call = office.call(Errand.EXPORT, Errand.export(120_000, "customers"));
        alice(call);

        window.click("[data-act=reason]").awaitShown("#comment").press("Too many rows.");
        window.picture("deny-with-reason").click("[data-act=reason-send]");

        assertThat(outcome(call)).isInstanceOf(Outcome.Refused.class);
        window.awaitText("[data-topic=outcome]", "Too many rows.");
        assertThat(vote(call).decision().comment()).isEqualTo("Too many rows.");
    }

    @Test
    void anEmptyReasonDeniesNothing() {
        Pending call = office.call(Errand.EXPORT, Errand.export(5, "orders"));
        alice(call);

        window.click("[data-act=reason]").awaitShown("#comment").click("[data-act=reason-send]");

        assertThat(window.shows("#comment")).isTrue();
        assertThat(request(call).progress().votes()).isEmpty();
    }

    @Test
    void escalatingAsksTheNextLevelAndNotThisPersonAnyMore() {
        Pending call = office.call(Errand.EXPORT, Errand.export(5, "orders"));
        alice(call);

        window.awaitReady("escalate").click("[data-act=escalate]");

        window.awaitText(".req-head .chips", "Level 2 of 2").awaitText("[data-topic=review]", "needs\n1 of security");
        office.audit().await(call.callId(), AuditEventType.APPROVAL_ESCALATED);
        assertThat(request(call).progress().level()).isEqualTo(1);
    }

    @Test
    void nobodyBehindTheCallCanApproveItAndThePageSaysWhy() {
        Pending call = office.call(Errand.EXPORT, Errand.export(5, "orders"));
        window.as("bob").open(office.address(), "#/r/" + call.callId());

        window.awaitText(".hint", "behalf").click("[data-act=approve]").awaitText(".answer", "behalf");
        window.awaitShown("[data-act=approve][aria-describedby=answer]").awaitShown(".answer[data-points]");

        assertThat(request(call).progress().votes()).isEmpty();
        window.picture("self-approval");
    }

    @Test
    void theKeyboardIsEnough() throws Exception {
        office.call(Errand.MAIL, Errand.mail("first", "hello", "to be polite"));
        Pending call = office.call(Errand.EXPORT, Errand.export(7, "second"));
        window.as("alice").open(office.address(), "").awaitShown(".row-link");

        window.press("/").press("second").awaitText(".total", "1 of 2");
        window.press(Keys.ESCAPE).press("j").awaitReady("approve").awaitText("#what", "second");
        window.press("a");

        assertThat(outcome(call)).isInstanceOf(Outcome.Returned.class);
        window.awaitText(".req-head .standing", "Ran and returned").press("?").awaitShown("dialog.help");
        window.press(Keys.ESCAPE).awaitGone("dialog.help").press("g", "h").awaitText(".side-head", "History");
    }

    @Test
    void aReasonIsGivenByKeysToo() throws Exception {
        Pending call = office.call(Errand.EXPORT, Errand.export(7, "orders"));
        alice(call);

        window.press("r").awaitShown("#comment").press("no, thanks").pressWithControl(Keys.ENTER);

        assertThat(outcome(call)).isInstanceOf(Outcome.Refused.class);
        assertThat(vote(call).decision().comment()).isEqualTo("no, thanks");
    }

    @Test
    void whatIsTypedIntoAFieldDecidesNothing() {
        Pending call = office.call(Errand.EXPORT, Errand.export(7, "orders"));
        alice(call);

        window.press("/").press("add a dead reader").awaitText(".side-body", "Nothing matches");

        assertThat(request(call).progress().votes()).isEmpty();
    }
}
