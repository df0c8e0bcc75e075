package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static dev.approvals.testkit.ApprovalsAssertions.assertThatRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.review.Directory;
import dev.approvals.review.Person;
import dev.approvals.testkit.TestReviewer;
import java.io.IOException;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code of others that fails as no interface declares it: the call ends, once, with a reason, and that is recorded. */
class HostileCodeTest {

    private static final Policy PASS = call -> Verdict.allow("all", "as the test wants");
    private static final Policy ASK = call -> Verdict.ask("all", "as the test wants");

    /** An exception that fails when it is asked what it is. */
    private static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    /** Arguments whose code throws whatever it is given. */
    private static final class Faulty extends AbstractList<String> {
        private final Throwable thrown;

        Faulty(Throwable thrown) {
            this.thrown = thrown;
        }

        @Override
        public String get(int index) {
            throw HostileCodeTest.<RuntimeException>as(thrown);
        }

        @Override
        public int size() {
            return 1;
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T as(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aToolsExceptionThatCannotSayWhatItIsEndsTheCall(boolean passes) {
        Mute mute = new Mute();
        try (House house = House.of(
                builder -> builder.approver(TestReviewer.approving("alice")).policy(passes ? PASS : ASK))) {
            house.workshop.step = () -> {
                throw mute;
            };

            Object thrown = house.calling(() -> house.tools.drop("orders")).end();

            assertThat(thrown == mute)
                    .as("what the tool threw is what its caller gets")
                    .isTrue();
            assertThat(house.audit.events(AuditEventType.ACTION_FAILED)).hasSize(1);
        }
    }

    @Test
    void anApproverWhoseExceptionCannotSayWhatItIsIsOut() {
        try (House house = House.reviewedBy(request -> {
            throw new Mute();
        })) {
            assertThatRefused(() -> house.tools.drop("orders")).wasRefused(RefusalCode.NO_CHANNEL);
            assertThat(house.audit
                            .events(AuditEventType.APPROVAL_UNDELIVERED)
                            .get(0)
                            .fact("why"))
                    .isEqualTo(Mute.class.getName());
        }
    }

    @Test
    void argumentsWhoseCodeFailsInWhateverWayAreRefused() {
        try (House house = House.reviewedBy(TestReviewer.approving("alice"))) {
            for (Throwable thrown : List.of(
                    new AssertionError(), new StackOverflowError(), new NoClassDefFoundError(), new IOException())) {
                assertThatRefused(() -> house.tools.count(new Faulty(thrown))).wasRefused(RefusalCode.UNRENDERABLE);
            }
            assertThat(house.audit.events(AuditEventType.ACTION_FAILED)).hasSize(4);
            assertThat(house.workshop.runs).isEmpty();
        }
    }

    /** Asked for the requester first, then at the vote, and at the claim. */
    @Test
    void aDirectoryThatFailsWithAnErrorStopsTheCallWheneverItDoes() {
        for (int failing = 1; failing < 8; failing++) {
            AtomicInteger left = new AtomicInteger(failing);
            Directory directory = account -> {
                if (left.decrementAndGet() == 0) {
                    throw new StackOverflowError("too deep");
                }
                return account.equals(Principal.local("alice"))
                        ? Optional.of(new Person("alice", Set.of("dba")))
                        : Optional.empty();
            };
            try (House house = House.of(
                    builder -> builder.approver(TestReviewer.approving("alice")).directory(directory))) {
                assertThatThrownBy(() -> house.tools.drop("orders"))
                        .isInstanceOfSatisfying(
                                ApprovalException.Refused.class,
                                refused -> assertThat(refused.code()).isEqualTo(RefusalCode.IDENTITY_FAILED));
                assertThat(house.audit).call("drop").neverStarted();
            }
        }
    }

    @Test
    void aCallThatWasBeingJudgedAsTheGateClosedIsCancelled() {
        CountDownLatch judging = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Policy slow = call -> {
            judging.countDown();
            await(closed);
            return Verdict.ask("slow", "as the test wants");
        };
        House house = House.of(
                builder -> builder.approver(TestReviewer.approving("alice")).policy(slow));
        House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
        await(judging);

        house.approvals.close();
        closed.countDown();

        assertThat(caller.failure())
                .isInstanceOfSatisfying(
                        ApprovalException.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(RefusalCode.CANCELLED));
    }
}
