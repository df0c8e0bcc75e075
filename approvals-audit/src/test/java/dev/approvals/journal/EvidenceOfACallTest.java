package dev.approvals.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.Claim;
import dev.approvals.GatedTool;
import dev.approvals.Pending;
import dev.approvals.ToolBody;
import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.call.ToolCall;
import dev.approvals.core.Approvals;
import dev.approvals.core.render.Card;
import dev.approvals.core.render.CardLimits;
import dev.approvals.core.render.TextCard;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.verify.Anchor;
import dev.approvals.journal.verify.Verifier;
import dev.approvals.policy.Assurance;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Delivery;
import dev.approvals.review.Impact;
import dev.approvals.review.ImpactPreview;
import dev.approvals.review.Receipt;
import dev.approvals.review.Reviewer;
import dev.approvals.testkit.RecordedAudit;
import dev.approvals.testkit.TestReviewer;
import dev.approvals.tool.ToolSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the record of one call tells an auditor: who asked, what was shown, who decided by what, which checks it passed. */
class EvidenceOfACallTest {

    private static final ToolSpec EXPORT =
            ToolSpec.named("export").parameter("table", String.class).build();

    private static final Requester BOBS_AGENT =
            Requester.agent("db-copilot").using("model-7").actingFor(Principal.local("bob"));

    private static final Reviewer ALICE = new Reviewer(
                    new Principal("https://id.example", "alice"), Assurance.IDENTITY_PROVIDER)
            .knownBy("oidc jti=7f3a auth_time=1767603600");

    @TempDir
    Path temp;

    private final AtomicReference<Card> shown = new AtomicReference<>();

    private Delivery show(ApprovalRequest request) {
        Card card = Card.of(request, CardLimits.standard());
        shown.set(card);
        return new Delivery("message-1", card.digest(), card.whole());
    }

    /** A tool that tells what it would do. */
    private static final class Exporter implements ToolBody, ImpactPreview {
        @Override
        public Object run(Claim claim) {
            return "done";
        }

        @Override
        public Impact preview(ToolCall call) {
            return Impact.of("rows leaving", 5_000).change("copies outside", 0, 1);
        }
    }

    /** One call that is asked, shown by a channel, approved through it, and run. */
    private void live() {
        TestReviewer channel = TestReviewer.answering(this::show).named("chat");
        RecordedAudit beside = new RecordedAudit();
        try (Journal journal = Journals.open(folder());
                Approvals approvals = Approvals.builder()
                        .audit(journal)
                        .audit(beside)
                        .approver(channel)
                        .build()) {
            approvals.gate().tool(EXPORT, new Exporter());
            GatedTool export = approvals.gate().tool("export").orElseThrow().as(BOBS_AGENT);
            Pending pending = export.submit(Map.of("table", "customers"));
            ApprovalRequest request = channel.awaitRequest();
            beside.await(AuditEventType.APPROVAL_NOTIFIED);
            Receipt receipt = channel.desk().decide(request.approve(ALICE, "fine"));
            assertThat(receipt.counted()).as(receipt.message()).isTrue();
            pending.outcome().toCompletableFuture().join();
        }
    }

    private Path folder() {
        return temp.resolve("audit");
    }

    private AuditEvent event(AuditEventType type) throws IOException {
        return Journals.entries(folder()).stream()
                .map(Entry::event)
                .filter(event -> event.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoAskedWithWhichModelStandsInEveryEventOfTheCall() throws IOException {
        live();

        assertThat(Journals.entries(folder()))
                .map(Entry::event)
                .filteredOn(event -> event.origin().tool().equals("export"))
                .hasSizeGreaterThan(5)
                .extracting(event -> event.origin().requester())
                .containsOnly(BOBS_AGENT);
        assertThat(Journals.lines(folder()))
                .allSatisfy(line -> assertThat(Schema.faults(line)).as(line).isEmpty());
    }

    @Test
    void theRequestTellsWhatTheCallWouldDoAndByWhichRules() throws IOException {
        live();

        assertThat(event(AuditEventType.APPROVAL_REQUESTED).facts())
                .containsEntry("impact", "rows leaving: 5000; copies outside: 0 -> 1")
                .containsEntry("rule", "annotated")
                .containsKey("rules");
    }

    @Test
    void theDecisionNamesTheCardTheCredentialAndTheChecks() throws IOException {
        live();

        String card = shown.get().digest();
        assertThat(event(AuditEventType.APPROVAL_NOTIFIED).fact("card")).isEqualTo(card);
        AuditEvent decided = event(AuditEventType.APPROVAL_DECIDED);
        assertThat(decided.facts())
                .containsEntry("card", card)
                .containsEntry("evidence", ALICE.evidence())
                .containsEntry("assurance", "IDENTITY_PROVIDER")
                .containsEntry("quorum", "1 of 1");
        assertThat(decided.fact("checks").split(", "))
                .contains("self-approval", "separation of duties", "eligibility", "deadline", "no vote before")
                .contains("shown whole");
        assertThat(event(AuditEventType.ACTION_STARTED).fact("checks").split(", "))
                .contains("digest", "quorum of distinct people", "self-approval", "no claim before", "use-within");
    }

    @Test
    void theCardEndsWithWhatTheVerifierTakesForSeen() throws IOException {
        live();

        List<String> lines = TextCard.lines(shown.get(), 100);
        String last = lines.get(lines.size() - 2);
        assertThat(last).startsWith("| journal: ");
        Anchor anchor = Anchor.parse(last.substring("| journal: ".length()));
        assertThat(event(AuditEventType.APPROVAL_REQUESTED).fact("journal")).isEqualTo(anchor.toString());
        assertThat(Verifier.of(folder()).seen(anchor).verify().flaw()).isEmpty();
        Anchor other = new Anchor(anchor.size(), "A".repeat(16));
        assertThat(Verifier.of(folder()).seen(other).verify().flaw()).isPresent();
    }
}
