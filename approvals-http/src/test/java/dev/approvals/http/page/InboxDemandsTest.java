package dev.approvals.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.Pending;
import dev.approvals.http.Caller;
import dev.approvals.http.Office;
import dev.approvals.outcome.Outcome;
import dev.approvals.policy.Policy;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Verdict;
import dev.approvals.review.Vote;
import dev.approvals.testkit.ManualTimekeeper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Words and time that a plan demands of an approval, before a browser. */
@Tag("browser")
class InboxDemandsTest {

    private static Window window;

    @BeforeAll
    static void openWindow() {
        window = new Window();
    }

    @AfterAll
    static void closeWindow() {
        window.close();
    }

    private static Office office(ReviewPlan plan) {
        return Office.open(web -> web, gate -> gate.policy(Policy.always(Verdict.ask(plan, "dba", "it matters"))));
    }

    private static Pending shown(Office office) {
        Pending call = office.call(Errand.EXPORT, Errand.export(5, "orders"));
        window.as("alice").open(office.address(), "#/r/" + call.callId()).awaitReady("deny");
        return call;
    }

    private static Outcome outcome(Pending call) throws Exception {
        return call.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static List<Vote> votes(Office office, Pending call) {
        return office.approvals()
                .desk()
                .find(call.callId())
                .orElseThrow()
                .progress()
                .votes();
    }

    @Test
    void anApprovalThatMustSayWhyAsksForThatAndTakesItAlong() throws Exception {
        try (Office office = office(ReviewPlan.of(1, "dba").withComment())) {
            Pending call = shown(office);

            window.awaitReady("approve").click("[data-act=approve]").awaitShown("#comment");
            assertThat(votes(office, call)).isEmpty();
            window.press("It is due today.").picture("approve-with-comment").click("[data-act=approve-send]");

            assertThat(outcome(call)).isInstanceOf(Outcome.Returned.class);
            assertThat(votes(office, call).get(0).decision().comment()).isEqualTo("It is due today.");
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void anApprovalIsOfferedOnceThePlansTimeIsOverAndThenCounts() throws Exception {
        try (Office office = office(ReviewPlan.of(1, "dba").dwell(Duration.ofSeconds(3)))) {
            Pending call = shown(office);

            window.awaitReady("approve").click("[data-act=approve]");

            assertThat(outcome(call)).isInstanceOf(Outcome.Returned.class);
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void untilThenThePageSaysHowLongItTakesAndADenialCountsAtOnce() throws Exception {
        try (Office office = office(ReviewPlan.of(1, "dba").dwell(Duration.ofMinutes(4)))) {
            Pending call = shown(office);

            window.awaitText("[data-act=approve]", "Approve in ").awaitText(".hint", "The plan asks for 240 s");
            window.click("[data-act=approve]").awaitText(".answer", "Read it first");
            assertThat(votes(office, call)).isEmpty();
            window.picture("approve-takes-time").click("[data-act=deny]");

            assertThat(outcome(call)).isInstanceOf(Outcome.Refused.class);
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void theVoteOfAnotherPersonDoesNotBeginThePlansTimeAnew() {
        ManualTimekeeper clock = ManualTimekeeper.create();
        ReviewPlan plan = ReviewPlan.of(2, "security").dwell(Duration.ofMinutes(4));
        Policy policy = Policy.always(Verdict.ask(plan, "security", "it matters"));
        try (Office office =
                Office.open(web -> web.clock(clock), gate -> gate.clock(clock).policy(policy))) {
            String id = office.call(Errand.EXPORT, Errand.export(5, "orders")).callId();
            Caller carol = office.as("carol");
            Caller.Answer seen = carol.get("/api/requests/" + id);
            clock.advance(Duration.ofMinutes(3));
            window.as("dora").open(office.address(), "#/r/" + id).awaitText("[data-act=approve]", "Approve in ");

            clock.advance(Duration.ofMinutes(1));
            assertThat(carol.decide(seen, "approve", "").status()).isEqualTo(200);

            window.awaitText("#main", "1 of 3 approved").awaitText("[data-act=approve]", "Approve in ");
            assertThat(window.number("parseInt(document.querySelector('[data-act=approve]').innerText.slice(11))"))
                    .isBetween(1L, 180L);
            assertThat(window.complaints()).isEmpty();
        }
    }
}
