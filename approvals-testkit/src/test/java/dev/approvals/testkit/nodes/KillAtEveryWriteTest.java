package dev.approvals.testkit.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.RequestStatus;
import dev.approvals.tool.ToolSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Row 22: a process is killed at each of its writes, before and after it; the next one makes the best of it. */
class KillAtEveryWriteTest {

    /** More than a call from its request to its hand-back takes. */
    private static final int MOST_WRITES = 20;

    @Test
    void aCallThatMayRunOnceRunsAtMostOnce() {
        int finished = 0;
        for (int write = 1; write < MOST_WRITES; write++) {
            for (boolean done : new boolean[] {false, true}) {
                finished += life(Node.MAIL, write, done) ? 1 : 0;
            }
        }
        assertThat(finished).as("lives to the end, of %d", 2 * MOST_WRITES).isBetween(2, 2 * MOST_WRITES - 12);
    }

    @Test
    void aCallThatMayRunTwiceRunsUnderOneExecution() {
        for (int write = 1; write < MOST_WRITES; write++) {
            life(Node.SYNC, write, write % 2 == 0);
        }
    }

    /** Lives a call's life on a node that is killed at one of its writes; says whether it lived to the end. */
    private static boolean life(ToolSpec tool, int write, boolean done) {
        try (Cluster cluster = Cluster.ofOne()) {
            Node first = cluster.start("first").with(tool);
            first.store.killAt(write + first.store.writes(), done);
            boolean acknowledged = begin(cluster, first, tool);
            boolean lived = first.lives();
            if (lived) {
                first.close();
            }
            first.kill();
            Node next = cluster.start("next").with(tool);
            Optional<ApprovalRequest> request = request(next);
            request.ifPresent(there -> {
                if (there.progress().status() == RequestStatus.PENDING) {
                    next.approve(there.id());
                }
                ApprovalRequest ended = cluster.end(next, there.id());
                check(ended, first, next, acknowledged);
                check(cluster.rows.events(there.id()), first.runs.size() + next.runs.size());
            });
            return lived;
        }
    }

    /** Lets the call be asked, approved and run; says whether the approval was acknowledged. */
    private static boolean begin(Cluster cluster, Node first, ToolSpec tool) {
        first.tool(tool).submit(Map.of(tool.parameters().get(0).name(), "this"));
        cluster.await(
                "the request or the end",
                () -> !first.lives() || !first.reviewer.seen().isEmpty());
        cluster.await(
                "the delivery and the hand-over",
                () -> !first.lives()
                        || has(first, AuditEventType.APPROVAL_NOTIFIED)
                                && has(first, AuditEventType.APPROVAL_DETACHED));
        boolean acknowledged =
                first.lives() && first.approveIfLives(first.reviewer.seen().get(0));
        cluster.await("the end", () -> !first.lives() || has(first, AuditEventType.OUTCOME_DELIVERED));
        return acknowledged;
    }

    private static boolean has(Node node, AuditEventType type) {
        return !node.audit.events(type).isEmpty();
    }

    private static Optional<ApprovalRequest> request(Node next) {
        // By id: while this looks, a request may go on to a status that is looked at later.
        Map<String, ApprovalRequest> all = new LinkedHashMap<>();
        for (RequestStatus status : RequestStatus.values()) {
            next.approvals.desk().list(status, "", 10).forEach(request -> all.put(request.id(), request));
        }
        assertThat(all).hasSizeLessThan(2);
        return all.values().stream().findFirst();
    }

    private static void check(ApprovalRequest ended, Node first, Node next, boolean acknowledged) {
        List<String> runs = new ArrayList<>(first.runs);
        runs.addAll(next.runs);
        List<String> executions = new ArrayList<>(first.executions);
        executions.addAll(next.executions);
        boolean twice = ended.call().tool().idempotent();
        Outcome outcome = ended.progress().outcome().orElseThrow();

        assertThat(runs).as("runs of %s", ended).hasSizeLessThanOrEqualTo(twice ? 2 : 1);
        assertThat(new HashSet<>(executions)).as("executions").hasSizeLessThan(2);
        if (outcome instanceof Outcome.Returned) {
            assertThat(runs).as("what returned has run").isNotEmpty();
        }
        if (acknowledged) {
            assertThat(outcome)
                    .as("an approval that was acknowledged is not lost")
                    .isInstanceOfAny(Outcome.Returned.class, Outcome.Unknown.class);
        }
        if (!runs.isEmpty()) {
            assertThat(ended.progress().votes()).as("votes for what has run").hasSize(1);
        }
    }

    /** As many starts stand in the store as there were runs, or one more, for a start that was the last that was done. */
    private static void check(List<AuditEvent> events, int runs) {
        assertThat(events.stream().filter(e -> e.type().equals(AuditEventType.ACTION_STARTED)))
                .hasSizeBetween(runs, runs + 1);
        assertThat(events).extracting(AuditEvent::sequence).doesNotHaveDuplicates();
    }
}
