package dev.approvals.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.approvals.call.ToolCall;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimedPolicyTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Verdict YES = Verdict.allow("reads", "changes nothing");

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();

    @AfterEach
    void letHangingEvaluationsEnd() {
        end.countDown();
    }

    @Test
    void aVerdictInTimeIsPassedOn() {
        assertThat(Policies.within(LONG, call -> YES).evaluate(TestCall.of("read")))
                .isEqualTo(YES);
    }

    @Test
    void aHangingPolicyDenies() {
        Verdict verdict = Policies.within(SHORT, this::hang).evaluate(TestCall.of("export"));

        assertThat(verdict).isEqualTo(Verdict.deny(Policies.FAILURE, "the policy took longer than PT0.05S"));
    }

    @Test
    void aHangingToolTakesNoThreadsFromOthers() {
        Policy policy = Policies.within(SHORT, call -> call.tool().name().equals("export") ? hang(call) : YES);

        untilJudged(policy, "export", verdict -> running.get() == BoundedRuns.MOST_LOST_OF_TOOL);
        for (int i = 0; i < 10; i++) {
            assertThat(policy.evaluate(TestCall.of("export")).why()).contains("still hangs in earlier calls");
        }

        assertThat(running).hasValue(BoundedRuns.MOST_LOST_OF_TOOL);
        untilJudged(policy, "read", YES::equals);
    }

    /** On a busy machine an evaluation may not even begin in the short time; the next one does. */
    private static void untilJudged(Policy policy, String tool, Predicate<Verdict> so) {
        while (!so.test(policy.evaluate(TestCall.of(tool)))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void hangingEvaluationsNeverTakeMoreThanSoManyThreads() {
        Policy policy = Policies.within(Duration.ofMillis(5), this::hang);

        for (int i = 0; i < 2 * BoundedRuns.MOST_LOST; i++) {
            assertThat(policy.evaluate(TestCall.of("tool" + i))).isInstanceOf(Verdict.Deny.class);
        }

        assertThat(running.get()).isLessThanOrEqualTo(BoundedRuns.MOST_LOST);
    }

    @Test
    void aToolIsJudgedAgainOnceItsHangingEvaluationsReturned() {
        Policy policy = Policies.within(SHORT, this::hang);
        untilJudged(policy, "export", verdict -> running.get() == BoundedRuns.MOST_LOST_OF_TOOL);

        end.countDown();

        untilJudged(policy, "export", YES::equals);
    }

    @Test
    void moreCallsAtOnceThanThreadsAreAllJudged() throws Exception {
        Policy policy = Policies.within(LONG, call -> YES);
        ExecutorService callers = Executors.newFixedThreadPool(4 * BoundedRuns.AT_ONCE);
        try {
            List<Future<Verdict>> verdicts = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                verdicts.add(callers.submit(() -> policy.evaluate(TestCall.of("read"))));
            }
            for (Future<Verdict> verdict : verdicts) {
                assertThat(verdict.get()).isEqualTo(YES);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void exceptionsNullAndErrorsDeny() {
        assertThat(judge(call -> null).why()).isEqualTo("the policy gave no verdict (null)");
        assertThat(judge(call -> {
                            throw new IllegalStateException("no connection");
                        })
                        .why())
                .contains("threw java.lang.IllegalStateException: no connection");
        assertThat(judge(call -> {
                            throw new StackOverflowError("deep");
                        })
                        .why())
                .contains("threw java.lang.StackOverflowError: deep");
    }

    private static Verdict judge(Policy policy) {
        Verdict verdict = Policies.within(LONG, policy).evaluate(TestCall.of("export"));
        assertThat(verdict.rule()).isEqualTo(Policies.FAILURE);
        return verdict;
    }

    @Test
    void aCallerThatIsInterruptedIsDeniedAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        Verdict verdict = Policies.within(LONG, this::hang).evaluate(TestCall.of("export"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(verdict.why()).contains("interrupted together with the caller");
    }

    @Test
    void aConstantPolicyNeedsNoThread() {
        Policy timed = Policies.within(LONG, Policies.byTool(java.util.Map.of("read", Policy.always(YES))));

        assertThat(timed.bind(ToolSpec.named("read").build()).constant()).contains(YES);
        assertThat(Policies.within(LONG, Policy.always(YES)).constant()).contains(YES);
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policies.within(Duration.ZERO, Policies.annotated()))
                .withMessageContaining("longer than zero; got PT0S");
    }

    private Verdict hang(ToolCall call) {
        running.incrementAndGet();
        try {
            uninterruptibly(end);
        } finally {
            running.decrementAndGet();
        }
        return YES;
    }

    /** Waits like a policy that does not heed interrupts. */
    private static void uninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // The point of this policy: it goes on.
            }
        }
    }
}
