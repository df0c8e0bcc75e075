package dev.approvals.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.Pending;
import dev.approvals.http.Office;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.testkit.ManualTimekeeper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens while a page is open: others decide, time runs out, the server goes away, the session ends. */
@Tag("browser")
class InboxTroubleTest {

    private static Window first;
    private static Window second;

    @BeforeAll
    static void openWindows() {
        first = new Window();
        second = new Window();
    }

    @AfterAll
    static void closeWindows() {
        first.close();
        second.close();
    }

    private static Office office() {
        return Office.open(web -> web, gate -> gate);
    }

    private static String place(Pending call) {
        return "#/r/" + call.callId();
    }

    @Test
    void ofTwoWhoRaceOneCountsAndTheOtherIsTold() throws Exception {
        try (Office office = office()) {
            Pending call = office.call(Errand.MAIL, Errand.mail("race", "hello", "to race"));
            first.as("alice").open(office.address(), place(call)).awaitReady("approve");
            second.as("carol").open(office.address(), place(call)).awaitReady("deny");

            // Carol's page is kept from hearing of it, as if both had clicked at the same moment.
            second.run("window.fetch = (real => (where, how) => how?.method === 'POST'"
                    + " ? real(where, how) : new Promise(() => {}))(window.fetch)");
            first.click("[data-act=approve]");
            assertThat(call.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS))
                    .isInstanceOf(Outcome.Returned.class);
            second.click("[data-act=deny]");

            second.awaitText(".answer", "changed since you looked");
            first.awaitText(".req-head .standing", "Ran and returned");
            assertThat(request(office, call).votes()).hasSize(1);
            assertThat(first.complaints()).isEmpty();
            assertThat(second.complaints()).isEmpty();
        }
    }

    private static ApprovalRequest.Progress request(Office office, Pending call) {
        return office.approvals().desk().find(call.callId()).orElseThrow().progress();
    }

    @Test
    void everyoneSeesAVoteAtOnceAndMustLookAgain() {
        try (Office office = office()) {
            Pending call = office.call(Errand.DROP, Errand.drop("orders"));
            first.as("alice").open(office.address(), place(call)).awaitReady("approve");
            second.as("carol").open(office.address(), place(call)).awaitReady("approve");
            second.run("window.unready = 0; new MutationObserver(() => unready += document.querySelector("
                    + "'[data-act=approve]')?.dataset.ready === 'false').observe(document.body, {subtree: true,"
                    + " childList: true, attributes: true})");

            approve(first);

            second.awaitText(".quorum-line", "1 of 2 approved").awaitReady("approve");
            assertThat(second.number("window.unready"))
                    .as("times at which nothing could be approved")
                    .isPositive();
            approve(second);
            second.awaitText(".req-head .standing", "Ran and returned");
            first.awaitText(".req-head .standing", "Ran and returned");
        }
    }

    /** What is critical is approved with words. */
    private static void approve(Window window) {
        window.click("[data-act=approve]").awaitShown("#comment").press("It is empty.");
        window.click("[data-act=approve-send]");
    }

    @Test
    void aRequestExpiresOnScreen() {
        ManualTimekeeper clock = ManualTimekeeper.create();
        try (Office office =
                Office.open(web -> web.clock(clock), gate -> gate.clock(clock).decideWithin(Duration.ofSeconds(12)))) {
            Pending call = office.call(Errand.EXPORT, Errand.export(5, "orders"));
            first.as("alice").open(office.address(), place(call)).awaitReady("approve");
            assertThat(first.text(".deadline .time")).matches("0:\\d\\d");

            // By the page's clock the time is over; the server's stands still and has not said so yet.
            first.awaitText(".deadline", "Time is over").awaitShown("[data-act=approve][data-ready=false]");
            first.click("[data-act=approve]").awaitText(".answer", "The time to decide is over");
            first.picture("time-is-over");
            clock.advance(Duration.ofSeconds(13));

            first.awaitText(".req-head .standing", "Expired").awaitGone("[data-act=approve]");
            first.awaitText(".side-body", "Nothing waits");
            assertThat(request(office, call).votes()).isEmpty();
        }
    }

    @Test
    void thePageOutlivesARestartOfTheServer() {
        Office before = office();
        Pending call = before.call(Errand.EXPORT, Errand.export(5, "before"));
        first.as("alice")
                .open(before.address(), place(call))
                .awaitReady("approve")
                .awaitText("#link-word", "Live");

        before.close();
        first.awaitText("#link-word", "No connection").awaitText("#banner", "nothing can be decided");
        first.click("[data-act=approve]").awaitShown(".answer[data-tone=bad]").picture("no-connection");

        try (Office after =
                Office.open(web -> web, gate -> gate, before.address().getPort())) {
            after.call(Errand.EXPORT, Errand.export(6, "after"));
            first.awaitText(".rows", "after").awaitText("#link-word", "Live").awaitGone("#banner");
            first.awaitText(".detail", "There is no such request").go("#/").click(".row-link");
            first.awaitReady("approve").awaitText("#what", "after").click("[data-act=approve]");
            first.awaitText(".req-head .standing", "Ran and returned");
        }
    }

    @Test
    void whoeverIsNotSignedInIsAskedTo() {
        try (Office office = office()) {
            office.call(Errand.EXPORT, Errand.export(5, "secret plans"));
            first.as("").open(office.address(), "#/").awaitShown("#sign-in").picture("signed-out");

            assertThat(first.text("body")).doesNotContain("secret plans");
            assertThat(first.shows(".tabs")).isFalse();
        }
    }

    @Test
    void aSessionThatEndsWhileThePageIsOpenIsSaid() {
        try (Office office = office()) {
            Pending call = office.call(Errand.EXPORT, Errand.export(5, "orders"));
            first.as("alice").open(office.address(), place(call)).awaitReady("deny");

            first.as("").click("[data-act=deny]");

            first.awaitText("#banner", "Your session has ended").awaitShown("#banner a[href^='login/start']");
            assertThat(request(office, call).votes()).isEmpty();
        }
    }

    @Test
    void aNewRequestAppearsByItselfAndWhatEndedLeaves() {
        try (Office office = office()) {
            first.as("alice")
                    .open(office.address(), "#/")
                    .awaitText(".side-body", "Nothing waits")
                    .picture("empty");

            Pending call = office.call(Errand.EXPORT, Errand.export(5, "orders"));
            first.awaitText(".rows", "Export 5 rows of orders").awaitText("#pending-count", "1");
            assertThat(first.run("return document.title")).isEqualTo("(1) Approvals");
            office.as("alice").decide(call.callId(), "deny");

            first.awaitText(".side-body", "Nothing waits").go("#/history").awaitText(".rows", "Denied");
            assertThat(first.complaints()).isEqualTo(List.of());
        }
    }
}
