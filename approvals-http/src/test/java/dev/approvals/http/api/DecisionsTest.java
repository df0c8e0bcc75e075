package dev.approvals.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.Pending;
import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.http.Caller;
import dev.approvals.http.Caller.Answer;
import dev.approvals.http.Office;
import dev.approvals.http.Tools;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.Policy;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.policy.Verdict;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Receipt;
import dev.approvals.review.Reviewer;
import dev.approvals.testkit.ManualTimekeeper;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DecisionsTest {

    private static final String LOOKED = ",\"comment\":\"the table is empty\"";

    private static final Requester ERINS_AGENT =
            Requester.agent("support-bot").actingFor(Principal.local("erin")).in("chat-9");

    private static String export(Office office) {
        return office.call(Office.BOBS_AGENT, Tools.EXPORT, Tools.export("orders", 5))
                .callId();
    }

    private static List<AuditEvent> shown(Office office, String id) {
        return office.audit().events(id).stream()
                .filter(event -> event.type().equals(AuditEventType.APPROVAL_SHOWN))
                .toList();
    }

    private static Policy asking(ReviewPlan plan) {
        return call -> Verdict.ask(plan, "rule", "because");
    }

    @Test
    void aRequestIsListedReadApprovedAndRuns() throws Exception {
        try (Office office = Office.open()) {
            Pending call = office.call(Office.BOBS_AGENT, Tools.EXPORT, Tools.export("orders", 5));
            Caller alice = office.as("alice");
            assertThat(alice.get("/api/requests").at("/requests/0/id").asText()).isEqualTo(call.callId());

            Answer decided = alice.decide(call.callId(), "approve");

            assertThat(decided.at("/counted").asBoolean()).isTrue();
            assertThat(decided.at("/message").asText()).isEqualTo("Approved.");
            assertThat(call.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS))
                    .isInstanceOf(Outcome.Returned.class);
        }
    }

    @Test
    void row47WhatIsForTheInboxOnlyIsShownWholeHereAndNoVoteFromChatApprovesIt() throws Exception {
        try (Office office = Office.open()) {
            Pending call = office.call(
                    ToolSpec.named("raise")
                            .parameter("salary", Integer.class)
                            .inboxOnly(true)
                            .runLater(true),
                    Map.of("salary", 48_211));
            ApprovalRequest request =
                    office.approvals().desk().find(call.callId()).orElseThrow();
            Reviewer inChat = new Reviewer(Principal.local("alice"), Assurance.CHAT_PLATFORM);

            Answer full = office.as("alice").get("/api/requests/" + call.callId());
            Receipt fromChat = office.approvals().desk().decide(request.approve(inChat, ""));
            Answer decided = office.as("alice").decide(call.callId(), "approve");

            assertThat(full.at("/card/whole").asBoolean()).isTrue();
            assertThat(full.at("/card").toString()).contains("48211");
            assertThat(fromChat.refusal()).contains(RefusalCode.PARTIAL_VIEW);
            assertThat(decided.at("/counted").asBoolean()).isTrue();
            assertThat(call.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS))
                    .isInstanceOf(Outcome.Returned.class);
        }
    }

    @Test
    void row17OnlyWhoHasOpenedTheWholeRequestApprovesItAndThatIsRecorded() {
        try (Office office = Office.open()) {
            String id = export(office);
            Caller alice = office.as("alice");
            Answer list = alice.get("/api/requests");
            String body = "{\"decision\":\"approve\",\"round\":0,\"digest\":\""
                    + office.approvals().desk().find(id).orElseThrow().call().digest() + "\"}";
            Caller unread = alice.with("Idempotency-Key", "1")
                    .with("If-Match", "\"" + list.at("/requests/0/revision").asText() + "\"");

            assertThat(unread.post("/api/requests/" + id + "/decisions", body).code())
                    .isEqualTo("PARTIAL_VIEW");
            assertThat(shown(office, id)).isEmpty();
            Answer full = alice.get("/api/requests/" + id);
            alice.get("/api/requests/" + id);

            assertThat(shown(office, id)).singleElement().satisfies(event -> {
                assertThat(event.fact("person")).isEqualTo("alice");
                assertThat(event.fact("card")).isEqualTo(full.at("/card/digest").asText());
                assertThat(event.fact("whole")).isEqualTo("true");
            });
            assertThat(unread.post("/api/requests/" + id + "/decisions", body).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void row17APayloadOfAMegabyteIsShownToItsEnd() {
        try (Office office = Office.open()) {
            String text = "a harmless line\n".repeat(65_536) + "DROP TABLE customers";
            String id = office.call(Office.BOBS_AGENT, Tools.EXPORT, Tools.export(text, 5))
                    .callId();

            Answer full = office.as("alice").get("/api/requests/" + id);

            assertThat(full.at("/card/whole").asBoolean()).isTrue();
            assertThat(full.at("/arguments/table").asText()).isEqualTo(text);
            assertThat(full.at("/card/sections").toString()).contains("DROP TABLE customers");
            assertThat(full.raw().body()).doesNotContain("s3cret");
            assertThat(office.as("alice").decide(full, "approve", "").status()).isEqualTo(200);
        }
    }

    @Test
    void row9SelfApprovalUnderAnyAccountIsRefusedAndSaidBeforehand() {
        try (Office office = Office.open()) {
            String id = export(office);
            for (String account : List.of("bob", "bob-at-home")) {
                Answer seen = office.as(account).get("/api/requests/" + id);
                assertThat(seen.at("/actions/approve/may").asBoolean()).isFalse();
                assertThat(seen.at("/actions/approve/code").asText()).isEqualTo("SELF_APPROVAL");
                assertThat(seen.at("/mine/why").asText()).contains("somebody else decides");
                Answer refused = office.as(account).decide(seen, "approve", "");
                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.code()).isEqualTo("SELF_APPROVAL");
            }
        }
    }

    @Test
    void twoPeopleMakeAQuorumAndOneCannotVoteTwice() {
        try (Office office = Office.open()) {
            String id = office.call(Office.BOBS_AGENT, Tools.DROP, Map.of("table", "orders"))
                    .callId();

            Answer silent = office.as("carol").decide(id, "approve");
            assertThat(silent.status()).isEqualTo(422);
            assertThat(silent.code()).isEqualTo("COMMENT_REQUIRED");
            Answer seen = office.as("carol").get("/api/requests/" + id);
            assertThat(seen.at("/actions/approve/comment").asText()).isEqualTo("required");
            assertThat(seen.at("/actions/deny/comment").asText()).isEqualTo("offered");

            Answer first = office.as("carol").decide(seen, "approve", LOOKED);
            assertThat(first.at("/request/needs/have").asInt()).isEqualTo(1);
            assertThat(office.as("carol")
                            .get("/api/requests/" + id)
                            .at("/mine/why")
                            .asText())
                    .isEqualTo("You have decided.");
            Answer second = office.as("dora").decide(office.as("dora").get("/api/requests/" + id), "approve", LOOKED);
            assertThat(second.at("/message").asText()).isEqualTo("Approved.");
        }
    }

    @Test
    void oneOfTwoWhoRaceIsToldThatTheRequestHasChanged() {
        try (Office office = Office.open()) {
            String id = office.call(Office.BOBS_AGENT, Tools.DROP, Map.of("table", "orders"))
                    .callId();
            Answer carolSaw = office.as("carol").get("/api/requests/" + id);
            Answer doraSaw = office.as("dora").get("/api/requests/" + id);

            assertThat(office.as("carol").decide(carolSaw, "deny", "").status()).isEqualTo(200);
            Answer late = office.as("dora").decide(doraSaw, "approve", "");

            assertThat(late.status()).isEqualTo(412);
            assertThat(late.code()).isEqualTo("STALE_REVISION");
            assertThat(office.as("dora").decide(id, "approve").code()).isEqualTo("ALREADY_DECIDED");
        }
    }

    @Test
    void aWeakSignInIsAskedForABetterOne() {
        try (Office office = Office.open(
                web -> web, gate -> gate.policy(asking(ReviewPlan.of(1, "dba").assurance(Assurance.STEP_UP))))) {
            String id = export(office);

            Answer seen = office.as("alice").get("/api/requests/" + id);
            Answer refused = office.as("alice").decide(seen, "approve", "");

            assertThat(seen.at("/actions/approve/stepUp").asBoolean()).isTrue();
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("ASSURANCE_TOO_WEAK");
            assertThat(refused.header("WWW-Authenticate").orElse("")).contains("insufficient_user_authentication");
            Caller stepped = office.as("alice").with("X-Test-Assurance", "STEP_UP");
            assertThat(stepped.decide(id, "approve").status()).isEqualTo(200);
        }
    }

    @Test
    void aRequestSaysHowMuchLongerItIsToBeReadByWhoeverReadsIt() {
        ManualTimekeeper clock = ManualTimekeeper.create();
        ReviewPlan plan = ReviewPlan.of(2, "security").dwell(Duration.ofMinutes(4));
        try (Office office =
                Office.open(web -> web.clock(clock), gate -> gate.clock(clock).policy(asking(plan)))) {
            String path = "/api/requests/" + export(office);
            Answer seen = office.as("carol").get(path);
            assertThat(seen.at("/actions/approve/wait").asText()).isEqualTo("PT4M");
            assertThat(seen.at("/actions/deny").has("wait")).isFalse();

            clock.advance(Duration.ofMinutes(3));
            assertThat(office.as("dora").get(path).at("/actions/approve/wait").asText())
                    .isEqualTo("PT4M");
            assertThat(office.as("carol").get(path).at("/actions/approve/wait").asText())
                    .isEqualTo("PT1M");
            clock.advance(Duration.ofMinutes(1));
            assertThat(office.as("carol").decide(seen, "approve", "").status()).isEqualTo(200);

            assertThat(office.as("dora").get(path).at("/actions/approve/wait").asText())
                    .as("another vote begins nobody's time anew")
                    .isEqualTo("PT3M");
            clock.advance(Duration.ofMinutes(3));
            assertThat(office.as("dora").get(path).at("/actions/approve").has("wait"))
                    .isFalse();
        }
    }

    @Test
    void anEscalationAsksTheNextLevelAnew() {
        ReviewPlan plan = ReviewPlan.of(1, "dba").then(1, "security");
        try (Office office = Office.open(web -> web, gate -> gate.policy(asking(plan)))) {
            String id = office.call(Office.BOBS_AGENT, Tools.MAIL, Map.of("to", "x"))
                    .callId();

            Answer escalated = office.as("alice").decide(id, "escalate");

            assertThat(escalated.at("/request/round").asInt()).isEqualTo(1);
            assertThat(office.as("alice").decide(id, "approve").code()).isEqualTo("NOT_ELIGIBLE");
            assertThat(office.as("carol").decide(id, "approve").status()).isEqualTo(200);
        }
    }

    @Test
    void whoBreaksTheGlassSaysWhyAndSomebodyElseReviewsIt() {
        ReviewPlan plan = ReviewPlan.of(2, "security").permitBreakGlass("dba");
        try (Office office = Office.open(web -> web, gate -> gate.policy(asking(plan)))) {
            String id = office.call(ERINS_AGENT, Tools.EXPORT, Tools.export("orders", 5))
                    .callId();
            Answer seen = office.as("alice").get("/api/requests/" + id);
            assertThat(seen.at("/actions/breakGlass/comment").asText()).isEqualTo("required");
            assertThat(office.as("alice").decide(seen, "break_glass", "").code())
                    .isEqualTo("COMMENT_REQUIRED");

            Answer broken = office.as("alice").decide(seen, "break_glass", ",\"comment\":\"the site is down\"");
            assertThat(broken.status()).isEqualTo(200);
            assertThat(office.as("carol")
                            .get("/api/reviews")
                            .at("/owed/0/reason")
                            .asText())
                    .isEqualTo("the site is down");

            Answer reviewed = reviewed(office.as("carol"), id);
            assertThat(reviewed.status()).as(reviewed.raw().body()).isEqualTo(200);
            assertThat(office.as("carol").get("/api/reviews").at("/owed")).isEmpty();
        }
    }

    /** The tool runs meanwhile, and each of its steps is a change: whoever is told so looks again. */
    private static Answer reviewed(Caller reviewer, String id) {
        for (int look = 1; ; look++) {
            Answer seen = reviewer.get("/api/requests/" + id);
            Answer answer =
                    reviewer.seen(seen).post("/api/requests/" + id + "/review", "{\"findings\":\"it was down\"}");
            if (answer.status() != 412 || look == 5) {
                return answer;
            }
        }
    }

    @Test
    void anApprovalThatCoversFurtherCallsIsListedAndRevoked() {
        try (Office office = Office.open(
                web -> web,
                gate -> gate.policy(asking(ReviewPlan.of(1, "dba")
                        .permitGrants(Scope.lasting(Duration.ofHours(1)).differing("rows")))))) {
            String id = export(office);
            Caller alice = office.as("alice");
            Answer seen = alice.get("/api/requests/" + id);
            assertThat(seen.at("/plan/grantable/free/0").asText()).isEqualTo("rows");
            alice.decide(
                    seen,
                    "approve",
                    ",\"scope\":{\"uses\":5,\"lasts\":\"PT30M\",\"idle\":\"PT10M\",\"free\":[\"rows\"]}");

            Answer grants = alice.get("/api/grants");
            String grant = grants.at("/grants/0/id").asText();
            assertThat(grants.at("/grants/0/scope/uses").asInt()).isEqualTo(5);
            assertThat(office.as("erin").get("/api/grants").at("/grants")).isEmpty();
            Caller keyed = alice.with("Idempotency-Key", "g");
            assertThat(office.as("erin")
                            .with("Idempotency-Key", "e")
                            .post("/api/grants/" + grant + "/revocation", "{\"reason\":\"x\"}")
                            .code())
                    .isEqualTo("UNKNOWN_GRANT");
            assertThat(keyed.post("/api/grants/" + grant + "/revocation", "{\"reason\":\"enough\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(alice.get("/api/grants").at("/grants")).isEmpty();
            assertThat(alice.get("/api/requests/" + grant).status()).isEqualTo(404);
        }
    }

    @Test
    void whatIsOverCannotBeWithdrawnOrClosed() {
        try (Office office = Office.open()) {
            String id = export(office);
            office.as("alice").decide(id, "deny");
            Answer seen = office.as("alice").get("/api/requests/" + id);
            Caller alice = office.as("alice").seen(seen);

            assertThat(seen.at("/actions/withdraw/may").asBoolean()).isFalse();
            assertThat(alice.post("/api/requests/" + id + "/withdrawal", "{\"reason\":\"oops\"}")
                            .code())
                    .isEqualTo("ALREADY_DECIDED");
            assertThat(office.as("alice")
                            .seen(seen)
                            .post("/api/requests/" + id + "/closing", "{\"note\":\"looked\"}")
                            .code())
                    .isEqualTo("ALREADY_DECIDED");
        }
    }

    @Test
    void aRequestIsComparedWithTheLastOneOfItsToolThatRan() throws Exception {
        try (Office office = Office.open()) {
            Pending before = office.call(Office.BOBS_AGENT, Tools.EXPORT, Tools.export("orders", 5));
            office.as("alice").decide(before.callId(), "approve");
            before.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS);
            String id = office.call(Office.BOBS_AGENT, Tools.EXPORT, Tools.export("orders", 50_000))
                    .callId();

            Answer full = office.as("alice").get("/api/requests/" + id);

            assertThat(full.at("/comparison/with").asText()).isEqualTo(before.callId());
            assertThat(full.at("/comparison/changes")).hasSize(1);
            assertThat(full.at("/comparison/changes/0/path").asText()).isEqualTo("/rows");
            assertThat(full.at("/comparison/changes/0/before").asText()).isEqualTo("5");
            assertThat(full.at("/comparison/changes/0/after").asText()).isEqualTo("50000");
        }
    }

    @Test
    void theHistoryTellsEveryStep() {
        try (Office office = Office.open()) {
            String id = export(office);
            office.as("alice").decide(id, "deny");

            Answer history = office.as("alice").get("/api/requests/" + id + "/history");

            assertThat(history.at("/events").findValuesAsText("type"))
                    .contains("approval.requested", "approval.notified", "approval.shown", "approval.decided");
        }
    }
}
