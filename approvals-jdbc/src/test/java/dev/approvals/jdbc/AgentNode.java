package dev.approvals.jdbc;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.seal.AesPayloadCipher;
import dev.approvals.core.seal.StoreKeys;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Delivery;
import dev.approvals.review.Reviewer;
import dev.approvals.store.ApprovalStore;
import dev.approvals.tool.ToolSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A gate on a durable store, with tools that write each run in a file, so that runs of several processes are counted. */
final class AgentNode implements AutoCloseable {

    static final Reviewer ALICE = Reviewer.named("alice");
    static final Duration LEASE = Duration.ofSeconds(3);

    /** Waits for its caller. */
    static final ToolSpec DROP =
            ToolSpec.named("drop").parameter("what", String.class).build();

    /** Runs later. */
    static final ToolSpec MAIL = ToolSpec.named("mail")
            .parameter("what", String.class)
            .runLater(true)
            .build();

    /** Runs later, and may be run twice. */
    static final ToolSpec SYNC = ToolSpec.named("sync")
            .parameter("what", String.class)
            .runLater(true)
            .idempotent(true)
            .build();

    private static final Requester AGENT =
            Requester.agent("copilot").actingFor(Principal.local("bob")).in("chat-7");

    final Approvals approvals;
    private final Path runs;
    private final Events events;

    /** What happens in a node; a process may end there. */
    interface Events {
        /** A reviewer is asked. */
        default void asked(ApprovalRequest request) {}

        /** A tool has run. */
        default void ran(String tool) {}

        /** The host is given an outcome. */
        default void handed(Outcome outcome) {}
    }

    AgentNode(ApprovalStore store, Path runs, Events events) {
        this.runs = runs;
        this.events = events;
        StoreKeys keys = StoreKeys.of("k1", new byte[32]);
        Approver later = request -> {
            events.asked(request);
            return Delivery.whole("on the desk");
        };
        Consumer<Outcome> host = events::handed;
        approvals = Approvals.builder()
                .store(store)
                .keys(keys)
                .cipher(AesPayloadCipher.of(keys))
                .leasedFor(LEASE)
                .approver(later)
                .onOutcome(host)
                .build();
    }

    /** Has the tools from now on: calls that others approved may be run here. */
    AgentNode withTools() {
        List.of(DROP, MAIL, SYNC).forEach(this::register);
        return this;
    }

    private void register(ToolSpec tool) {
        approvals.gate().tool(tool, claim -> {
            write(tool.name() + " " + claim.executionId());
            events.ran(tool.name());
            return tool.name() + " is done";
        });
    }

    private void write(String line) {
        try {
            Files.writeString(
                    runs, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The runs of all processes: tool and execution. */
    static List<String> runs(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void submit(String tool, String what) {
        approvals.gate().tool(tool).orElseThrow().as(AGENT).submit(Map.of("what", what));
    }

    Outcome call(String tool, String what) {
        return approvals.gate().tool(tool).orElseThrow().as(AGENT).call(Map.of("what", what));
    }

    /** Waits until the caller of a request was handed the id. */
    void awaitHandOver(String id) {
        Eventually.get(
                "the hand-over of " + id,
                () -> approvals.desk().history(id).stream()
                        .filter(event -> event.type().equals(AuditEventType.APPROVAL_DETACHED))
                        .findFirst());
    }

    /** Approves a request and says whether that was acknowledged. */
    boolean approve(String id) {
        ApprovalRequest request = approvals.desk().find(id).orElseThrow();
        return approvals.desk().decide(request.approve(ALICE, "")).counted();
    }

    @Override
    public void close() {
        approvals.close();
    }
}
