package dev.approvals.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.Claim;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.verify.Verifier;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Reviewer;
import dev.approvals.tool.RequiresApproval;
import dev.approvals.tool.Risk;
import dev.approvals.tool.Sensitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal as the audit of a real gate. */
class JournalAtAGateTest {

    private static final String CANARY = "canary-4711";
    private static final Requester BOBS_AGENT =
            Requester.agent("db-copilot").actingFor(Principal.local("bob")).in("chat-7");

    interface Exports {
        @RequiresApproval(value = "Export {rows} rows of {table}", risk = Risk.HIGH)
        String export(String table, int rows, @Sensitive String token);
    }

    @TempDir
    Path temp;

    private final List<String> runs = new ArrayList<>();

    private Path folder() {
        return temp.resolve("audit");
    }

    private String export(String table, int rows, String token) {
        String call = Claim.current().orElseThrow().callId();
        assertThat(writtenNow())
                .as("on disk before the tool runs")
                .anyMatch(line -> line.contains("action.started") && line.contains(call));
        runs.add(table);
        if (rows < 0) {
            throw new IllegalArgumentException("Minus rows with " + token);
        }
        return rows + " rows";
    }

    private List<String> writtenNow() {
        try {
            return Journals.lines(folder());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Approvals approvals(Journal journal) {
        return Approvals.builder()
                .audit(journal)
                .realm("test")
                .approver(request -> request.call().arguments().get("rows", Integer.class) > 1000
                        ? request.deny(Reviewer.named("alice"), "too much")
                        : request.approve(Reviewer.named("alice"), "fine"))
                .build();
    }

    private Exports tools(Approvals approvals) {
        return approvals.gate().as(BOBS_AGENT).wrap(Exports.class, this::export);
    }

    private void callAll(Exports tools) {
        tools.export("customers", 5, CANARY);
        assertThatThrownBy(() -> tools.export("orders", 5_000, CANARY)).isInstanceOf(ApprovalException.Refused.class);
        assertThatThrownBy(() -> tools.export("minus", -1, CANARY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theWholeLifeOfACallIsOnRecordAndVerifies() throws IOException {
        try (Journal journal = Journals.open(folder());
                Approvals approvals = approvals(journal)) {
            callAll(tools(approvals));
        }

        String call = Journals.entries(folder()).stream()
                .filter(entry -> entry.event().type().equals(AuditEventType.ACTION_COMPLETED))
                .findFirst()
                .orElseThrow()
                .event()
                .callId();
        assertThat(Journals.entries(folder()))
                .filteredOn(entry -> entry.event().callId().equals(call))
                .extracting(entry -> entry.event().type())
                .containsSubsequence(
                        AuditEventType.ACTION_REQUESTED,
                        AuditEventType.POLICY_EVALUATED,
                        AuditEventType.APPROVAL_REQUESTED,
                        AuditEventType.APPROVAL_DECIDED,
                        AuditEventType.ACTION_STARTED,
                        AuditEventType.ACTION_COMPLETED);
        assertThat(Verifier.of(folder()).verify().flaw()).isEmpty();
        assertThat(runs).containsExactly("customers", "minus");
    }

    @Test
    void everyLineOfAGateAndOfAJournalFitsTheSchema() throws IOException {
        JournalOptions options = Journals.options().segmentBytes(8_000).keepApart("comment");
        for (int run = 0; run < 2; run++) {
            try (Journal journal = Journal.open(folder(), options);
                    Approvals approvals = approvals(journal)) {
                callAll(tools(approvals));
            }
        }

        assertThat(Journals.lines(folder()))
                .hasSizeGreaterThan(30)
                .allSatisfy(line -> assertThat(Schema.faults(line)).as(line).isEmpty());
    }

    @Test
    void oneDigestRunsThroughRequestVoteAndRun() throws IOException {
        try (Journal journal = Journals.open(folder());
                Approvals approvals = approvals(journal)) {
            tools(approvals).export("customers", 5, CANARY);
        }

        assertThat(Journals.entries(folder()))
                .filteredOn(
                        entry -> List.of("action.requested", "approval.requested", "approval.decided", "action.started")
                                .contains(entry.event().type().name()))
                .hasSize(4)
                .extracting(entry -> entry.event().fact("digest"))
                .containsOnly(digest());
    }

    private String digest() throws IOException {
        return Journals.entries(folder()).stream()
                .map(Entry::event)
                .filter(event -> event.type().equals(AuditEventType.ACTION_REQUESTED))
                .findFirst()
                .orElseThrow()
                .fact("digest");
    }

    @Test
    void noSensitiveValueStandsInAnyByteOfTheFolder() throws IOException {
        try (Journal journal = Journal.open(folder(), Journals.options().keepApart("arguments"));
                Approvals approvals = approvals(journal)) {
            callAll(tools(approvals));
        }

        try (Stream<Path> files = Files.walk(temp)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSizeGreaterThan(8)
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain(CANARY));
        }
        assertThat(Journals.entries(folder()).toString()).contains("customers").doesNotContain(CANARY);
    }

    @Test
    void onceTheJournalFailedNothingRuns() throws IOException {
        try (Journal journal = Journals.open(folder());
                Approvals approvals = approvals(journal)) {
            Exports tools = tools(approvals);
            tools.export("before", 5, CANARY);
            for (Path segment : Journals.segments(folder())) {
                Files.delete(segment);
            }

            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> tools.export("after", 5, CANARY))
                        .isInstanceOfSatisfying(
                                ApprovalException.Refused.class,
                                refused -> assertThat(refused.code()).isEqualTo(RefusalCode.AUDIT_FAILED));
            }
            assertThat(runs).containsExactly("before");
        }
    }
}
