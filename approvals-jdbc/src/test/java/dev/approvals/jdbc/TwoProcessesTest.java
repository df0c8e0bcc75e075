package dev.approvals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.RequestStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row 22 on PostgreSQL: an agent in a process of its own, a reviewer here, and the agent's process killed. */
class TwoProcessesTest {

    private final String place =
            TestPostgres.url() + " " + TestPostgres.newSchema().schema();
    private final BlockingQueue<Outcome> handed = new LinkedBlockingQueue<>();

    @TempDir
    Path folder;

    private JdbcApprovalStore store;
    private AgentNode here;

    @BeforeEach
    void open() {
        store = (JdbcApprovalStore) new DurabilityTest.PostgresOpener().open(place);
        here = new AgentNode(store, runsFile(), new AgentNode.Events() {
            @Override
            public void handed(Outcome outcome) {
                handed.add(outcome);
            }
        });
    }

    @AfterEach
    void close() {
        here.close();
        store.close();
    }

    private Path runsFile() {
        return folder.resolve("runs");
    }

    private List<String> runs() {
        return AgentNode.runs(runsFile());
    }

    private Conversation agent(AgentProcess.Halt halt) throws Exception {
        return new Conversation(AgentProcess.start(DurabilityTest.PostgresOpener.class, place, runsFile(), halt, 0));
    }

    private ApprovalRequest end(String id) {
        return Eventually.get(
                "the end of " + id,
                () -> here.approvals.desk().find(id).filter(r -> r.progress().status() == RequestStatus.ENDED));
    }

    private Outcome outcome(String id) {
        return end(id).progress().outcome().orElseThrow();
    }

    private Outcome handedBack() throws InterruptedException {
        Outcome outcome = handed.poll(20, TimeUnit.SECONDS);
        assertThat(outcome).as("the outcome").isNotNull();
        return outcome;
    }

    @Test
    void aDecisionHereReachesTheCallerThere() throws Exception {
        try (Conversation agent = agent(AgentProcess.Halt.NEVER)) {
            agent.tell("call drop orders");
            String id = agent.hear("asked").orElseThrow();

            assertThat(here.approve(id)).isTrue();

            assertThat(agent.hear("returned")).contains("drop is done");
            assertThat(runs()).hasSize(1);
        }
    }

    @Test
    void aCallerWhoseProcessIsKilledLeavesNoCallBehind() throws Exception {
        Conversation agent = agent(AgentProcess.Halt.NEVER);
        agent.tell("call drop orders");
        String id = agent.hear("asked").orElseThrow();

        agent.kill();

        assertThat(outcome(id)).isInstanceOf(Outcome.Refused.class);
        assertThat(runs()).isEmpty();
    }

    @Test
    void aCallThatWasHandedOverIsRunOnceAndHandedBackHere() throws Exception {
        Conversation agent = agent(AgentProcess.Halt.NEVER);
        agent.tell("submit mail customer");
        String id = agent.hear("asked").orElseThrow();
        here.awaitHandOver(id);

        agent.kill();
        here.withTools();
        assertThat(here.approve(id)).isTrue();

        assertThat(handedBack()).isInstanceOf(Outcome.Returned.class);
        assertThat(outcome(id)).isInstanceOf(Outcome.Returned.class);
        assertThat(runs()).hasSize(1);
    }

    @Test
    void anOutcomeIsHandedBackHereWhereItsProcessDiedOverIt() throws Exception {
        Conversation agent = agent(AgentProcess.Halt.IN_THE_HOST);
        String id = approvedThere(agent, "mail");

        assertThat(handedBack().callId()).isEqualTo(id);
        assertThat(runs()).hasSize(1);
    }

    @Test
    void aCallWhoseProcessDiedInItsToolEndsUnknown() throws Exception {
        Conversation agent = agent(AgentProcess.Halt.IN_THE_TOOL);
        String id = approvedThere(agent, "mail");

        assertThat(outcome(id)).isInstanceOf(Outcome.Unknown.class);
        assertThat(handedBack()).isInstanceOf(Outcome.Unknown.class);
        assertThat(runs()).hasSize(1);
    }

    @Test
    void aCallThatMayBeRunTwiceIsRunAgainUnderTheSameExecution() throws Exception {
        Conversation agent = agent(AgentProcess.Halt.IN_THE_TOOL);
        String id = approvedThere(agent, "sync");
        here.withTools();

        assertThat(outcome(id)).isInstanceOf(Outcome.Returned.class);
        assertThat(runs()).hasSize(2).containsOnly(runs().get(0));
    }

    /** A call that its own process approves and runs, and dies over. */
    private static String approvedThere(Conversation agent, String tool) {
        agent.tell("submit " + tool + " this");
        String id = agent.hear("asked").orElseThrow();
        agent.tell("approve " + id);
        Optional<String> never = agent.hear("the end of the process");
        assertThat(never).isEmpty();
        agent.awaitEnd();
        return id;
    }
}
