package dev.approvals.testkit.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.GatedTool;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.core.store.InMemoryApprovalStore.Kept;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.tool.ToolSpec;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What the store in memory keeps of a request: all of it as it is while it is open, text that holds on to nothing after. */
class MemoryRowsTest {

    private static final ToolSpec SEND =
            ToolSpec.named("send").parameter("text", String.class).build();

    private final InMemoryApprovalStore memory = new InMemoryApprovalStore(Timekeeper.system());
    private final AtomicReference<Kept> whileOpen = new AtomicReference<>();

    @Test
    void anOpenRequestIsKeptAsItIsAndAnEndedOneAsText() {
        try (Approvals approvals = Approvals.builder()
                .approver(this::look)
                .store(memory)
                .withoutAudit()
                .build()) {
            Outcome outcome = tool(approvals).call(Map.of("text", "hello"));

            assertThat(outcome).isInstanceOf(Outcome.Returned.class);
            assertThat(whileOpen.get().meaning()).isPresent();
            assertThat(whileOpen.get().row().content()).isEmpty();
            Kept ended = memory.kept(outcome.callId()).orElseThrow();
            assertThat(ended.meaning()).isEmpty();
            assertThat(ended.row().content()).contains("hello");
            assertThat(ended.row().state()).contains("grace");
        }
    }

    @Test
    void whatHasEndedCanBeLookedUpAndListed() {
        try (Approvals approvals = Approvals.builder()
                .approver(this::look)
                .store(memory)
                .withoutAudit()
                .build()) {
            Outcome outcome = tool(approvals).call(Map.of("text", "hello"));

            ApprovalRequest ended = approvals.desk().find(outcome.callId()).orElseThrow();
            assertThat(ended.progress().status()).isEqualTo(RequestStatus.ENDED);
            assertThat(ended.call().arguments().get("text", String.class)).isEqualTo("hello");
            assertThat(ended.progress().votes()).hasSize(1);
        }
    }

    @Test
    void anotherGateOnTheSameStoreFindsWhatIsOpen() {
        try (Approvals other = Approvals.builder()
                        .decideAtDesk()
                        .store(memory)
                        .withoutAudit()
                        .build();
                Approvals approvals = Approvals.builder()
                        .approver(request -> other.desk()
                                .find(request.id())
                                .map(found -> found.approve(Reviewer.named("grace"), "seen elsewhere"))
                                .orElseThrow())
                        .store(memory)
                        .withoutAudit()
                        .build()) {
            assertThat(tool(approvals).call(Map.of("text", "hello"))).isInstanceOf(Outcome.Returned.class);
        }
    }

    private Decision look(ApprovalRequest request) {
        whileOpen.set(memory.kept(request.id()).orElseThrow());
        return request.approve(Reviewer.named("grace"), "fine");
    }

    private static GatedTool tool(Approvals approvals) {
        return approvals
                .gate()
                .as(Requester.agent("agent").actingFor(Principal.local("ada")).in("chat-1"))
                .tool(SEND, claim -> claim.executionId());
    }
}
