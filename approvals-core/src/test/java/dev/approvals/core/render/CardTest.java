package dev.approvals.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditSink;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.call.ToolCall;
import dev.approvals.core.capture.Capture;
import dev.approvals.core.capture.Masking;
import dev.approvals.core.capture.PlainView;
import dev.approvals.core.capture.Renderers;
import dev.approvals.core.policy.TestCall;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Briefing;
import dev.approvals.review.Decision;
import dev.approvals.review.Impact;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import dev.approvals.tool.Risk;
import dev.approvals.tool.Sensitive;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CardTest {

    private static final CardLimits LIMITS = CardLimits.standard();

    private static final String WHOLE_CARD = """
            Approval request ========================================= DEVELOPMENT == 7f3a91
            | what: Export 5000 rows of customers to s3://backup-eu/customers.csv
            | risk: HIGH
            | tool: export = com.acme.SnapshotTools#export(String,String,int,String,String)
            | runs: while the caller waits, never once the caller has left
            Who asks ---------------------------------------------------------------- 7f3a91
            | agent: db-copilot
            | for:   local:bob
            | chat:  chat-7
            | at:    2026-03-01 12:00:00 UTC
            | realm: production
            Arguments --------------------------------------------------------------- 7f3a91
            | why:    (the agent's reason, below)
            | table:  "customers"
            | rows:   5000
            | target: "s3://backup-eu/customers.csv" (a reference: its content is not
            |   +  covered)
            | token:  (masked: only the tool sees it)
            Impact, as the tool found out ------------------------------------------- 7f3a91
            | rows leaving:   5000
            | copies outside: 0 -> 1
            Review ------------------------------------------------------------------ 7f3a91
            | rule:   large
            | why:    more than 1,000 rows leave the house
            | needs:  1 of dba, nobody who is behind the call
            | so far: 0 of 1 approved
            | covers: this call; more only where you say so: at most 20 calls in 30 min,
            |   +  with equal arguments; over after 10 min without one
            | until:  2026-03-01 12:15:00 UTC, 15 min after the call
            Earlier in this conversation, as the gate recorded ---------------------- 7f3a91
            | 2026-03-01 11:58:00 UTC: DENIED_BY_REVIEWER: export
            | earlier: returned: tables
            Claimed by the agent, not checked --------------------------------------- 7f3a91
            |   > The customer asked for a copy of their data.
            Digests ----------------------------------------------------------------- 7f3a91
            | request: 7f3a91c2d4e5f60718293a4b5c6d7e8f
            | call:    9e107d9d372bb6826bd81d3542a419d6e4d909c290d0fb1ca068ffaddf22cbd0
            | journal: 1234:q7Zk1x
            ========================================================================= 7f3a91""";

    @Test
    void aCardReadsFactsFirstAndClaimsLast() {
        Briefing briefing = new Briefing(
                Impact.of("rows leaving", 5000).change("copies outside", 0, 1),
                Optional.empty(),
                List.of(
                        new Briefing.PastCall(
                                Optional.of(Instant.parse("2026-03-01T11:58:00Z")), "export", "DENIED_BY_REVIEWER"),
                        new Briefing.PastCall(Optional.empty(), "tables", "returned")),
                Requests.export().reason());
        Optional<AuditSink.Head> journal = Optional.of(new AuditSink.Head(1234, "q7Zk1x"));
        ApprovalRequest request = Requests.of(Requests.export(), briefing.at(journal));
        Card card = Card.of(request, LIMITS);

        assertThat(String.join("\n", TextCard.lines(card, 80))).isEqualTo(WHOLE_CARD);
        assertThat(card.whole()).isTrue();
    }

    @Test
    void nestedValuesAreShownAsATree() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("columns", List.of("name", Map.of("from", "ssn")));
        options.put("since", LocalDate.of(2026, 1, 1));
        options.put("none", List.of());
        options.put("nothing", Map.of());
        options.put("raw", new byte[] {1, 2});
        options.put("odd key", true);
        options.put("sql", "SELECT *\nFROM \"t\" \n");

        assertThat(rows(Requests.with("options", options), Topic.ARGUMENTS)).endsWith("""
                        | options:
                        |   columns: (list of 2)
                        |     1: "name"
                        |     2:
                        |       from: "ssn"
                        |   since: 2026-01-01
                        |   none: (empty list)
                        |   nothing: (empty object)
                        |   raw: 2 bytes: 0102
                        |   "odd key": true
                        |   sql: text of 3 lines
                        |     > SELECT *
                        |     > FROM "t"\\u{20 SP}
                        |     >\s""");
    }

    @Test
    void whatIsNotKnownIsSaid() {
        ToolCall call = TestCall.of("ping").withRequester(Requester.agent("copilot"));

        assertThat(rows(call, Topic.WHO)).contains("a person nobody knows, so self-approval cannot be ruled out");
        assertThat(rows(call, Topic.ARGUMENTS)).isEqualTo("| (none)");
        assertThat(rows(call, Topic.IMPACT)).isEqualTo("| (impact unknown: the tool tells none)");
        assertThat(card(call).section(Topic.CLAIM)).isEmpty();
        Briefing failed =
                new Briefing(Impact.NONE, Optional.of("the preview took longer than 2 s"), List.of(), Optional.empty());
        assertThat(rows(Card.of(Requests.of(call, failed), LIMITS), Topic.IMPACT))
                .isEqualTo("| (impact unknown: the preview took longer than 2 s)");
    }

    @Test
    void contextAndEverybodyBehindTheCallAreFacts() {
        ToolCall call = TestCall.of(ToolSpec.named("mail").runLater(true).build(), Map.of())
                .withContext(Map.of("tenant", "acme", "region", "eu"))
                .withRequester(TestCall.COPILOT.startedBy(Principal.local("carol")));

        assertThat(rows(call, Topic.WHO))
                .contains("also:", "local:carol", "context region: eu", "context tenant: acme");
        assertThat(rows(call, Topic.WHAT)).contains("once it is approved, even after the caller has gone on");
    }

    @Test
    void levelsVotesAndAssuranceAreShown() {
        ReviewPlan plan = ReviewPlan.of(2, "dba").then(1, "ciso").assurance(Assurance.IDENTITY_PROVIDER);
        ApprovalRequest request = request(plan, RequestStatus.PENDING, Optional.empty());

        assertThat(rows(Card.of(request, LIMITS), Topic.REVIEW))
                .contains("2 of dba, nobody who is behind the call (level 1 of 2; an escalation asks")
                .contains("known by: identity provider at least")
                .contains("so far:   1 of 2 approved")
                .contains("approved: by alice at 2026-03-01 12:01:00 UTC: looks right");
    }

    @Test
    void whatGoesBeyondAVoteIsShown() {
        Scope wide = Scope.EQUAL.differing("rows", "target").uses(5);
        ReviewPlan plan = ReviewPlan.of(1, "dba")
                .then(1, "ciso")
                .escalateAfter(Duration.ofMinutes(5))
                .permitGrants(wide)
                .permitBreakGlass("security", "on-call");
        ApprovalRequest open = request(plan, RequestStatus.PENDING, Optional.empty());

        assertThat(rows(Card.of(open, LIMITS), Topic.REVIEW))
                .contains(
                        "covers:    this call; more only where you say so: at most 5 calls in 30 min, whatever rows, target, the other arguments equal; over")
                .contains("emergency: one of on-call/security alone breaks the glass, and owes a review")
                .contains("escalates: after 5 min without a decision");
    }

    @Test
    void whatNobodyMayDoIsNotOffered() {
        ReviewPlan plan =
                ReviewPlan.of(1, "dba").escalateAfter(Duration.ofMinutes(5)).withoutGrants();

        assertThat(rows(Card.of(request(plan, RequestStatus.PENDING, Optional.empty()), LIMITS), Topic.REVIEW))
                .doesNotContain("covers", "emergency", "escalates");
        assertThat(rows(TestCall.of(ToolSpec.named("drop").risk(Risk.CRITICAL).build(), Map.of()), Topic.REVIEW))
                .as("a critical call, whatever the plan says")
                .doesNotContain("covers");
    }

    @Test
    void whatAnApprovalCoversIsShownBesideIt() {
        ApprovalRequest open = request(ReviewPlan.of(2, "dba"), RequestStatus.PENDING, Optional.empty());
        Decision wider = open.approve(Reviewer.named("alice"), "go on").covering(Scope.EQUAL.uses(3));
        Vote vote = new Vote(wider, "alice", open.call().at());
        ApprovalRequest.Progress progress =
                new ApprovalRequest.Progress(RequestStatus.PENDING, 0, 0, List.of(vote), Optional.empty());

        assertThat(rows(
                        Card.of(new ApprovalRequest(open.call(), open.terms(), progress, open.briefing()), LIMITS),
                        Topic.REVIEW))
                .contains("covers 3 calls in 30 min, with equal arguments")
                .contains(": go on");
    }

    @Test
    void theEndIsTheFirstThingOnTheCard() {
        Outcome.Subject subject = new Outcome.Subject("id", "export", TestCall.COPILOT);
        Outcome denied = new Outcome.Refused(subject, RefusalCode.DENIED_BY_REVIEWER, "denied by alice");
        Outcome threw = new Outcome.Threw(subject, new IllegalStateException("password=hunter2222 was refused"));

        assertThat(ended(denied))
                .startsWith("Approval request, ended ===")
                .contains("| now:      it did not run, DENIED_BY_REVIEWER: denied by alice")
                .contains("| approved: by alice at 2026-03-01 12:01:00 UTC: looks right");
        assertThat(ended(threw))
                .contains("ran and failed: java.lang.IllegalStateException")
                .doesNotContain("hunter2222");
        assertThat(ended(new Outcome.Returned(subject, "5000 rows of secrets")))
                .contains("the tool ran and returned")
                .doesNotContain("5000 rows of secrets");
        assertThat(ended(new Outcome.Unknown(subject))).contains("nobody knows whether it finished");
    }

    @Test
    void aCardOfWhatIsOverSaysWhenItEnded() {
        ApprovalRequest open = Requests.of(Requests.export());
        Outcome.Subject subject = new Outcome.Subject(
                open.id(), open.call().tool().name(), open.call().requester());
        ApprovalRequest over = new ApprovalRequest(
                open.call(),
                open.terms(),
                new ApprovalRequest.Progress(
                        RequestStatus.ENDED,
                        0,
                        0,
                        List.of(),
                        Optional.of(new Outcome.Unknown(subject)),
                        Optional.of(open.terms().decideBy())),
                open.briefing());

        assertThat(Card.of(over, LIMITS).section(Topic.OUTCOME).orElseThrow().rows())
                .contains(Row.of("ended", "at " + Texts.time(open.terms().decideBy())));
    }

    private static String ended(Outcome outcome) {
        ApprovalRequest request = request(ReviewPlan.of(1, "dba"), RequestStatus.ENDED, Optional.of(outcome));
        return String.join("\n", TextCard.lines(Card.of(request, LIMITS), 100));
    }

    private static ApprovalRequest request(ReviewPlan plan, RequestStatus status, Optional<Outcome> outcome) {
        ApprovalRequest open = Requests.of(Requests.export());
        Decision approval = open.approve(Reviewer.named("alice"), "looks right");
        Vote vote = new Vote(approval, "alice", open.call().at().plusSeconds(60));
        ApprovalRequest.Terms terms = open.terms();
        return new ApprovalRequest(
                open.call(),
                new ApprovalRequest.Terms(plan, terms.rule(), terms.why(), terms.mode(), terms.decideBy()),
                new ApprovalRequest.Progress(status, 0, 0, List.of(vote), outcome),
                open.briefing());
    }

    @Test
    void anArgumentPastALimitMakesTheCardPartialAndSaysSo() {
        assertPartial(Requests.with("sql", "x".repeat(LIMITS.payloadChars())), "more characters]");
        assertPartial(Requests.with("sql", "x\n".repeat(LIMITS.payloadRows())), "more characters]");
        assertPartial(
                Requests.with(
                        "ids", IntStream.range(0, LIMITS.payloadRows()).boxed().toList()),
                "more values are not shown");
        assertPartial(Requests.with("n".repeat(1_000), 1), "more characters]");
        assertPartial(Requests.with("deep", nested(30)), "lie too deep to be shown");
        Map<String, Object> many = new LinkedHashMap<>();
        IntStream.range(0, LIMITS.payloadRows() + 7).forEach(i -> many.put("a" + i, i));
        assertPartial(TestCall.of(Requests.EXPORT, many), "7 more arguments are not shown");
    }

    private static void assertPartial(ToolCall call, String said) {
        Card card = card(call);
        assertThat(card.whole()).isFalse();
        assertThat(rows(card, Topic.WARNINGS)).contains("it can be denied here, not approved");
        assertThat(rows(card, Topic.ARGUMENTS)).contains(said);
    }

    private static Object nested(int depth) {
        return depth == 0 ? "danger" : List.of(nested(depth - 1));
    }

    @Test
    void aReasonThatDoesNotFitMakesTheCardPartialToo() {
        Map<String, Object> values = new HashMap<>(Requests.export().arguments().asMap());
        values.put("why", "because ".repeat(LIMITS.payloadChars()));

        assertThat(card(TestCall.of(Requests.EXPORT, values)).whole()).isFalse();
    }

    @Test
    void whatIsCutBesideTheArgumentsDoesNotMakeTheCardPartial() {
        TestCall call = ((TestCall) Requests.export()).withSummary("s".repeat(5_000));
        List<Briefing.PastCall> log = IntStream.range(0, 50)
                .mapToObj(i -> new Briefing.PastCall(Optional.of(call.at()), "call " + i, "returned"))
                .toList();
        Impact impact = Impact.NONE;
        for (int i = 0; i < 50; i++) {
            impact = impact.and("effect " + i, i);
        }
        Card card = Card.of(Requests.of(call, new Briefing(impact, Optional.empty(), log, call.reason())), LIMITS);

        assertThat(card.whole()).isTrue();
        assertThat(rows(card, Topic.WHAT)).contains("more characters]");
        assertThat(rows(card, Topic.HISTORY))
                .contains("call 49", "30 more earlier calls")
                .doesNotContain("call 29");
        assertThat(rows(card, Topic.IMPACT))
                .contains("effect 0", "30 more effects")
                .doesNotContain("effect 20");
    }

    @Test
    void noMaskedValueReachesTheCard() {
        record Login(String user, @Sensitive String pin) {}
        String canary = "CANARY-4711";
        ToolSpec tool = ToolSpec.named("login")
                .sensitive("token", String.class)
                .parameter("login", Login.class)
                .parameter("password", String.class)
                .parameter("command", String.class)
                .build();
        Map<String, Object> real = Map.of(
                "token",
                canary,
                "login",
                new Login("bob", canary),
                "password",
                canary,
                "command",
                "login --password " + canary + " https://example.com");
        Map<String, ?> masked = PlainView.of(
                Masking.standard().mask(Capture.of(tool, Renderers.none()).freezeNamed(real)));
        Card card = card(TestCall.of(tool, masked));

        assertThat(String.join("\n", TextCard.lines(card, 120)))
                .contains("user: \"bob\"", "[masked: ")
                .doesNotContain(canary);
        assertThat(card.toString()).doesNotContain(canary);
    }

    @Test
    void theDigestCoversAllThatTheCardSays() {
        Card card = card(Requests.export());
        assertThat(card.digest()).isEqualTo(card(Requests.export()).digest()).matches("[0-9a-f]{64}");

        Card other = card(((TestCall) Requests.export()).withSummary("Export 5000 rows of customers"));
        Card partial = new Card(card.requestId(), card.title(), card.stamp(), card.sections(), false);
        Card unstamped = new Card(card.requestId(), card.title(), "", card.sections(), true);
        assertThat(List.of(card.digest(), other.digest(), partial.digest(), unstamped.digest()))
                .doesNotHaveDuplicates();
    }

    @Test
    void theFormBehindTheDigestIsPinned() {
        Card card = new Card(
                "id",
                "title",
                "DEVELOPMENT",
                List.of(new Section(Topic.WHAT, List.of(new Row(1, "label", "text", List.of("one", "two"))))),
                true);

        assertThat(card.digest()).isEqualTo("9652039edb442f9e587cc5477332616a1ecb22c3eba2eb9d0010a6c889286616");
    }

    private static Card card(ToolCall call) {
        return Card.of(Requests.of(call), LIMITS);
    }

    private static String rows(ToolCall call, Topic topic) {
        return rows(card(call), topic);
    }

    private static String rows(Card card, Topic topic) {
        Card only = new Card(
                card.requestId(), "", "", card.section(topic).map(List::of).orElse(List.of()), card.whole());
        List<String> lines = TextCard.lines(only, 300);
        return String.join(
                "\n", lines.stream().filter(line -> line.startsWith("|")).toList());
    }
}
