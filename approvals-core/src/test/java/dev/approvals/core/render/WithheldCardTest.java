package dev.approvals.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.call.ToolCall;
import dev.approvals.core.policy.TestCall;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Briefing;
import dev.approvals.review.Impact;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import dev.approvals.tool.ToolSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What chat is told of a request for the inbox only; every text of the request holds the word that must not get there. */
class WithheldCardTest {

    private static final String CANARY = "canary";
    private static final String INBOX = "https://approvals.example.test/#7f3a91";

    @Test
    void row47ItSaysThatSomethingWaitsAndWhereToOpenIt() {
        Card card = Card.withheld(pending(), INBOX);

        assertThat(TextCard.lines(card, 80)).containsExactly("""
                Approval request ========================================= DEVELOPMENT == 7f3a91
                | what: a call that is shown in the inbox only
                | risk: MEDIUM
                | open: https://approvals.example.test/#7f3a91
                Look twice -------------------------------------------------------------- 7f3a91
                | (this view shows nothing of the call: it can be denied here, not approved)
                Review ------------------------------------------------------------------ 7f3a91
                | until: 2026-03-01 12:15:00 UTC
                ========================================================================= 7f3a91
                """.split("\n"));
        assertThat(card.whole()).isFalse();
    }

    @Test
    void row47NothingOfTheRequestIsOnItWhileItWaitsNorWhenItIsOver() {
        ApprovalRequest pending = pending();
        Outcome.Subject subject = new Outcome.Subject("7f3a91", CANARY, requester());
        List<Outcome> ends = List.of(
                new Outcome.Returned(subject, CANARY),
                new Outcome.Threw(subject, new IllegalStateException(CANARY)),
                new Outcome.Refused(subject, RefusalCode.DENIED_BY_REVIEWER, CANARY),
                new Outcome.Unknown(subject));

        assertThat(everyTextOf(Card.of(pending, CardLimits.standard()))).contains(CANARY);
        assertThat(everyTextOf(Card.withheld(pending, INBOX))).doesNotContain(CANARY);
        for (Outcome end : ends) {
            Card over = Card.withheld(over(pending, RequestStatus.ENDED, Optional.of(end)), INBOX);
            assertThat(everyTextOf(over)).doesNotContain(CANARY);
            assertThat(over.section(Topic.OUTCOME)).as("how it ended").isPresent();
        }
        assertThat(everyTextOf(Card.withheld(over(pending, RequestStatus.APPROVED, Optional.empty()), INBOX)))
                .contains("approved, and about to run")
                .doesNotContain(CANARY);
    }

    @Test
    void row47WhatADenialWasIsSaidAndNotWhy() {
        Outcome denied = new Outcome.Refused(
                new Outcome.Subject("7f3a91", CANARY, requester()), RefusalCode.DENIED_BY_REVIEWER, CANARY);

        assertThat(everyTextOf(Card.withheld(
                        over(pending(), RequestStatus.ENDED, Optional.of(denied)), "the " + '\u202E' + "inbox")))
                .contains("it did not run, DENIED_BY_REVIEWER")
                .doesNotContain("\u202E");
    }

    private static String everyTextOf(Card card) {
        return String.join("\n", TextCard.lines(card, 4_000));
    }

    private static Requester requester() {
        return Requester.agent(CANARY)
                .actingFor(Principal.local(CANARY))
                .in(CANARY)
                .using(CANARY);
    }

    private static ApprovalRequest pending() {
        ToolSpec tool = ToolSpec.named(CANARY)
                .method("com." + CANARY, CANARY + "()")
                .reviewers(CANARY)
                .anyArguments()
                .inboxOnly(true)
                .build();
        ToolCall call = TestCall.of(tool, Map.of(CANARY, CANARY)).withSummary(CANARY);
        ApprovalRequest asked = Requests.of(
                call,
                new Briefing(
                        new Impact(List.of(new Impact.Effect(CANARY, Optional.of(CANARY), CANARY))),
                        Optional.of(CANARY),
                        List.of(new Briefing.PastCall(Optional.empty(), CANARY, CANARY)),
                        Optional.of(CANARY)));
        ApprovalRequest.Terms terms = asked.terms();
        return new ApprovalRequest(
                call,
                new ApprovalRequest.Terms(terms.plan().then(1, CANARY), CANARY, CANARY, terms.mode(), terms.decideBy()),
                asked.progress(),
                asked.briefing());
    }

    private static ApprovalRequest over(ApprovalRequest request, RequestStatus status, Optional<Outcome> outcome) {
        Vote vote = new Vote(request.approve(Reviewer.named(CANARY), CANARY), CANARY, Instant.EPOCH);
        return new ApprovalRequest(
                request.call(),
                request.terms(),
                new ApprovalRequest.Progress(status, 0, 0, List.of(vote), outcome),
                request.briefing());
    }
}
