package dev.approvals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.RequestStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Row 22 on SQLite: a process is killed at its writes, in its tool, in its host; the next one on the same file makes the best
 * of it. Five of all cases, or as many as the system property {@code approvals.kills} says.
 */
class KilledAgentTest {

    /** From the request to the hand-back. */
    private static final int WRITES = 7;

    private static final long SEED = System.nanoTime();

    @TempDir
    Path folder;

    /** One life. */
    private record Life(String tool, AgentProcess.Halt halt, int write) {
        Path file(Path folder, String ending) {
            return folder.resolve(tool + "-" + halt + "-" + write + ending);
        }
    }

    @ParameterizedTest
    @MethodSource("some")
    void nothingAcknowledgedIsLostNothingRunsTwiceAndNothingUnapproved(Life life) throws Exception {
        live(life);
    }

    private static Stream<Life> some() {
        List<Life> lives = lives();
        Collections.shuffle(lives, new Random(SEED));
        return lives.stream().limit(Integer.getInteger("approvals.kills", 5));
    }

    private static List<Life> lives() {
        List<Life> lives = new ArrayList<>();
        for (String tool : List.of("mail", "sync")) {
            lives.add(new Life(tool, AgentProcess.Halt.IN_THE_TOOL, 0));
            lives.add(new Life(tool, AgentProcess.Halt.IN_THE_HOST, 0));
            for (int write = 1; write <= WRITES; write++) {
                lives.add(new Life(tool, AgentProcess.Halt.BEFORE_A_WRITE, write));
                lives.add(new Life(tool, AgentProcess.Halt.AFTER_A_WRITE, write));
            }
        }
        return lives;
    }

    private void live(Life life) throws Exception {
        Path file = life.file(folder, ".db");
        Path runs = life.file(folder, ".runs");
        List<String> said = killed(life, file, runs);
        BlockingQueue<Outcome> handed = new LinkedBlockingQueue<>();
        AgentNode.Events events = new AgentNode.Events() {
            @Override
            public void handed(Outcome outcome) {
                handed.add(outcome);
            }
        };
        try (JdbcApprovalStore store = JdbcApprovalStore.sqlite(file);
                AgentNode next = new AgentNode(store, runs, events).withTools()) {
            Optional<ApprovalRequest> there = request(next);
            assertThat(there.isPresent() || said.stream().noneMatch(line -> line.startsWith("asked")))
                    .as("what a reviewer was asked about is there: %s", said)
                    .isTrue();
            if (there.isPresent()) {
                check(finish(next, there.get().id()), AgentNode.runs(runs), said);
                requireHandedBack(next, there.get().id(), said, handed);
            }
        }
    }

    /** What a process said that was killed. */
    private static List<String> killed(Life life, Path file, Path runs) throws Exception {
        Process process =
                AgentProcess.start(DurabilityTest.SqliteOpener.class, file.toString(), runs, life.halt(), life.write());
        try (Conversation child = new Conversation(process)) {
            child.tell("submit " + life.tool() + " this");
            Optional<String> asked = child.hear("asked");
            asked.ifPresent(id -> child.tell("approve " + id));
            // It halts on the way, or once it was handed back.
            child.hear("handed");
            return List.copyOf(child.said());
        }
    }

    private static Optional<ApprovalRequest> request(AgentNode node) {
        return Stream.of(RequestStatus.values())
                .flatMap(status -> node.approvals.desk().list(status, "", 10).stream())
                .findFirst();
    }

    private static ApprovalRequest finish(AgentNode next, String id) throws InterruptedException {
        if (next.approvals.desk().find(id).orElseThrow().progress().status() == RequestStatus.PENDING) {
            next.approve(id);
        }
        return Eventually.get(
                "the end of " + id,
                () -> next.approvals
                        .desk()
                        .find(id)
                        .filter(now -> now.progress().status() == RequestStatus.ENDED));
    }

    private static void check(ApprovalRequest ended, List<String> runs, List<String> said) {
        Outcome outcome = ended.progress().outcome().orElseThrow();
        boolean twice = ended.call().tool().idempotent();

        assertThat(runs).as("runs").hasSizeLessThanOrEqualTo(twice ? 2 : 1);
        assertThat(new HashSet<>(runs)).as("executions").hasSizeLessThan(2);
        if (outcome instanceof Outcome.Returned) {
            assertThat(runs).as("runs of what returned").isNotEmpty();
        }
        if (said.contains("approved true")) {
            assertThat(outcome)
                    .as("an approval that was acknowledged is not lost: %s", said)
                    .isInstanceOfAny(Outcome.Returned.class, Outcome.Unknown.class);
        }
        if (twice && said.contains("approved true")) {
            assertThat(outcome).as("it is run again").isInstanceOf(Outcome.Returned.class);
        }
        if (!runs.isEmpty()) {
            assertThat(ended.progress().votes()).as("votes for what has run").hasSize(1);
        }
    }

    private static void requireHandedBack(AgentNode next, String id, List<String> said, BlockingQueue<Outcome> handed)
            throws InterruptedException {
        boolean handedOver = next.approvals.desk().history(id).stream()
                .anyMatch(event -> event.type().equals(AuditEventType.APPROVAL_DETACHED));
        if (handedOver && !said.contains("handed " + id)) {
            assertThat(handed.poll(20, TimeUnit.SECONDS)).as("the outcome").isNotNull();
        }
    }
}
