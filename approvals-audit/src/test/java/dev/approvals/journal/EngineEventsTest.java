package dev.approvals.journal;

import static dev.approvals.audit.AuditEventType.ACTION_COMPLETED;
import static dev.approvals.audit.AuditEventType.ACTION_FAILED;
import static dev.approvals.audit.AuditEventType.ACTION_JOINED;
import static dev.approvals.audit.AuditEventType.ACTION_REQUESTED;
import static dev.approvals.audit.AuditEventType.ACTION_STARTED;
import static dev.approvals.audit.AuditEventType.APPROVAL_CANCELLED;
import static dev.approvals.audit.AuditEventType.APPROVAL_DECIDED;
import static dev.approvals.audit.AuditEventType.APPROVAL_DETACHED;
import static dev.approvals.audit.AuditEventType.APPROVAL_ESCALATED;
import static dev.approvals.audit.AuditEventType.APPROVAL_EXPIRED;
import static dev.approvals.audit.AuditEventType.APPROVAL_NOTIFIED;
import static dev.approvals.audit.AuditEventType.APPROVAL_REFUSED;
import static dev.approvals.audit.AuditEventType.APPROVAL_REQUESTED;
import static dev.approvals.audit.AuditEventType.APPROVAL_UNDELIVERED;
import static dev.approvals.audit.AuditEventType.BREAK_GLASS_REVIEWED;
import static dev.approvals.audit.AuditEventType.BREAK_GLASS_USED;
import static dev.approvals.audit.AuditEventType.CONFIG_CHANGED;
import static dev.approvals.audit.AuditEventType.GRANT_EXPIRED;
import static dev.approvals.audit.AuditEventType.GRANT_ISSUED;
import static dev.approvals.audit.AuditEventType.GRANT_REVOKED;
import static dev.approvals.audit.AuditEventType.GRANT_USED;
import static dev.approvals.audit.AuditEventType.OUTCOME_DELIVERED;
import static dev.approvals.audit.AuditEventType.POLICY_EVALUATED;
import static dev.approvals.audit.AuditEventType.POLICY_LOADED;
import static dev.approvals.audit.AuditEventType.SINK_FAILED;
import static dev.approvals.audit.AuditEventType.SINK_RESTORED;
import static dev.approvals.audit.AuditEventType.TOOL_LOCKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEventType;
import dev.approvals.audit.AuditSink;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.core.directory.StaticDirectory;
import dev.approvals.core.policy.LivePolicy;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.policy.Policy;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.policy.Verdict;
import dev.approvals.review.Decision;
import dev.approvals.review.Directory;
import dev.approvals.review.ReviewDesk;
import dev.approvals.review.Reviewer;
import dev.approvals.testkit.TestReviewer;
import dev.approvals.tool.RequiresApproval;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a real engine tells stands in lines that fit the schema in the jar. */
class EngineEventsTest {

    private static final Requester BOBS_AGENT =
            Requester.agent("db-copilot").actingFor(Principal.local("bob")).in("chat-7");
    private static final Duration MOMENT = Duration.ofMillis(30);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final Directory PEOPLE = StaticDirectory.builder()
            .person("alice", "dba")
            .account(Principal.local("alice"))
            .person("carol", "security", "dba")
            .account(Principal.local("carol"))
            .person("bob", "dba")
            .account(Principal.local("bob"))
            .build();

    interface Tools {
        @RequiresApproval(value = "Count {table}", reviewers = "dba")
        int count(String table);

        @RequiresApproval(value = "Mail {table}", reviewers = "dba", runLater = true)
        int mail(String table);
    }

    private static final class Real implements Tools {
        @Override
        public int count(String table) {
            if (table.equals("broken")) {
                throw new IllegalStateException("It is broken.");
            }
            return 1;
        }

        @Override
        public int mail(String table) {
            return 1;
        }
    }

    @TempDir
    Path temp;

    private final List<AuditEventType> told = new CopyOnWriteArrayList<>();

    /** Lives with an engine for a while, and checks every line that its journal then has. */
    private void live(Consumer<ApprovalsBuilder> settings, BiConsumer<Tools, ReviewDesk> life) throws IOException {
        Path folder = temp.resolve("audit");
        try (Journal journal = Journal.open(folder)) {
            ApprovalsBuilder builder = Approvals.builder()
                    .audit(journal)
                    .audit(event -> told.add(event.type()))
                    .directory(PEOPLE)
                    .realm("test");
            settings.accept(builder);
            try (Approvals approvals = builder.build()) {
                life.accept(approvals.gate().as(BOBS_AGENT).wrap(Tools.class, new Real()), approvals.desk());
            }
        }
        assertThat(Journals.lines(folder))
                .hasSizeGreaterThan(told.size())
                .allSatisfy(line -> assertThat(Schema.faults(line)).as(line).isEmpty());
    }

    private void await(AuditEventType type) {
        long begin = System.nanoTime();
        while (!told.contains(type)) {
            assertThat(System.nanoTime() - begin).as("%s among %s", type, told).isLessThan(PATIENCE_NANOS);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private static Policy asking(ReviewPlan plan) {
        return Policy.always(Verdict.ask(plan, "asking", "it is dangerous"));
    }

    private static void refused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(ApprovalException.class);
    }

    @Test
    void callsThatRunFailAndAreDeniedUntilTheirToolIsLocked() throws IOException {
        TestReviewer alice = TestReviewer.approvingIf(
                "alice", request -> !request.call().summary().contains("secret"));
        live(
                builder -> builder.approver(alice).lockAfter(2, Duration.ofMinutes(10), Duration.ofMinutes(30)),
                (tools, desk) -> {
                    tools.count("orders");
                    assertThatThrownBy(() -> tools.count("broken")).hasMessage("It is broken.");
                    refused(() -> tools.count("secret 1"));
                    refused(() -> tools.count("secret 2"));
                    await(TOOL_LOCKED);
                });

        assertThat(told)
                .contains(CONFIG_CHANGED, ACTION_REQUESTED, POLICY_EVALUATED, APPROVAL_REQUESTED, APPROVAL_NOTIFIED)
                .contains(APPROVAL_DECIDED, ACTION_STARTED, ACTION_COMPLETED, ACTION_FAILED, TOOL_LOCKED);
    }

    /** The caller leaves once something was told. */
    private static AuditSink leavingAfter(AuditEventType type) {
        Thread caller = Thread.currentThread();
        return event -> {
            if (event.type().equals(type)) {
                caller.interrupt();
            }
        };
    }

    @Test
    void votesThatDoNotCountAndCallersThatLeave() throws IOException {
        live(
                builder -> builder.approver(TestReviewer.approving("bob"))
                        .approver(TestReviewer.never())
                        .audit(leavingAfter(APPROVAL_REFUSED)),
                (tools, desk) -> {
                    refused(() -> tools.count("orders"));
                    assertThat(Thread.interrupted()).isTrue();
                });

        assertThat(told).contains(APPROVAL_REFUSED, APPROVAL_CANCELLED);
    }

    @Test
    void requestsThatNobodyDecides() throws IOException {
        live(
                builder -> builder.approver(TestReviewer.never())
                        .policy(asking(ReviewPlan.of(1, "dba").decideWithin(MOMENT))),
                (tools, desk) -> refused(() -> tools.count("orders")));

        assertThat(told).contains(APPROVAL_EXPIRED);
    }

    @Test
    void requestsThatAreEscalatedByAPersonAndByTime() throws IOException {
        live(
                builder -> builder.approver(TestReviewer.escalating("alice").saying("too much for me"))
                        .approver(TestReviewer.never())
                        .policy(asking(ReviewPlan.of(1, "dba")
                                .then(1, "security")
                                .then(1, "dba")
                                .escalateAfter(MOMENT)
                                .decideWithin(Duration.ofSeconds(3)))),
                (tools, desk) -> refused(() -> tools.count("orders")));

        assertThat(told).contains(APPROVAL_ESCALATED, APPROVAL_EXPIRED);
    }

    @Test
    void grantsFromIssueToEnd() throws IOException {
        live(
                builder -> builder.approver(TestReviewer.approving("alice").covering(Scope.EQUAL.uses(2))),
                (tools, desk) -> {
                    tools.count("orders");
                    tools.count("orders");
                    tools.count("orders");
                    await(GRANT_EXPIRED);
                    tools.count("customers");
                    desk.revoke(desk.grants().get(0).id(), Reviewer.named("carol"), "no longer");
                });

        assertThat(told).contains(GRANT_ISSUED, GRANT_USED, GRANT_EXPIRED, GRANT_REVOKED);
    }

    @Test
    void anEmergencyAndItsReview() throws IOException {
        live(
                builder -> builder.approver(TestReviewer.scripted("carol", Decision.Kind.BREAK_GLASS)
                                .saying("the site is down"))
                        .policy(asking(ReviewPlan.of(2, "dba").permitBreakGlass("security"))),
                (tools, desk) -> {
                    tools.count("orders");
                    desk.review(desk.owedReviews().get(0).requestId(), Reviewer.named("alice"), "It was right.");
                });

        assertThat(told).contains(BREAK_GLASS_USED, BREAK_GLASS_REVIEWED);
    }

    @Test
    void channelsThatFail() throws IOException {
        live(
                builder -> builder.approver(TestReviewer.answering(request -> {
                    throw new IllegalStateException("no channel");
                })),
                (tools, desk) -> refused(() -> tools.count("orders")));

        assertThat(told).contains(APPROVAL_UNDELIVERED);
    }

    @Test
    void callsThatRunLater() throws IOException {
        TestReviewer alice = TestReviewer.later("alice");
        live(builder -> builder.approver(alice).waitAtMost(MOMENT).onOutcome(outcome -> {}), (tools, desk) -> {
            refused(() -> tools.mail("orders"));
            refused(() -> tools.mail("orders"));
            await(APPROVAL_NOTIFIED);
            alice.approve();
            await(OUTCOME_DELIVERED);
        });

        assertThat(told).contains(APPROVAL_DETACHED, ACTION_JOINED, ACTION_COMPLETED);
    }

    @Test
    void rulesThatChangeAndSinksThatFail() throws IOException {
        LivePolicy rules = new LivePolicy(asking(ReviewPlan.of(1, "dba")));
        AtomicBoolean broken = new AtomicBoolean();
        AuditSink other = event -> {
            if (broken.get()) {
                throw new IllegalStateException("disk full");
            }
        };
        live(
                builder -> builder.approver(TestReviewer.approving("alice"))
                        .policy(rules)
                        .audit(other)
                        .goOnWhenAuditFails(),
                (tools, desk) -> {
                    broken.set(true);
                    tools.count("orders");
                    broken.set(false);
                    rules.replace(Policy.always(Verdict.allow("open", "it is harmless")));
                    tools.count("orders");
                });

        assertThat(told).contains(SINK_FAILED, SINK_RESTORED, POLICY_LOADED);
    }
}
