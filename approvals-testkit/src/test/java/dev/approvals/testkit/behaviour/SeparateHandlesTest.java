package dev.approvals.testkit.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.ApprovalGate;
import dev.approvals.Claim;
import dev.approvals.GatedTool;
import dev.approvals.Pending;
import dev.approvals.call.Mode;
import dev.approvals.core.Approvals;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.ReviewDesk;
import dev.approvals.store.ApprovalStore;
import dev.approvals.testkit.RecordedAudit;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who asks cannot decide, and what is for development says so. */
class SeparateHandlesTest {

    @Test
    void nothingAnAgentIsHandedLeadsToTheDesk() {
        Deque<Class<?>> left = new ArrayDeque<>(List.of(
                ApprovalGate.class,
                GatedTool.class,
                Pending.class,
                Claim.class,
                Outcome.class,
                ApprovalException.class));
        Set<Class<?>> reached = new HashSet<>();
        while (!left.isEmpty()) {
            Class<?> type = left.pop();
            if (type.getName().startsWith("dev.approvals.") && reached.add(type)) {
                for (Method method : type.getMethods()) {
                    left.push(method.getReturnType());
                }
                left.addAll(List.of(type.getClasses()));
            }
        }

        assertThat(reached).contains(Claim.class, Outcome.Returned.class);
        assertThat(reached).doesNotContain(ReviewDesk.class, Approvals.class, ApprovalRequest.class, Approver.class);
    }

    @Test
    void theGateItselfIsNoDesk() {
        try (House house = House.reviewedBy(new Toy(false))) {
            assertThat(house.approvals.gate()).isNotInstanceOf(ReviewDesk.class);
            assertThat(house.tools).isNotInstanceOf(ReviewDesk.class);
        }
    }

    @Test
    void whatIsForDevelopmentHasToBeDeclaredAndIsStamped() {
        ApprovalsBuilder undeclared = Approvals.builder().approver(new Toy(true));
        assertThatThrownBy(undeclared::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Approver toy is for development only: declare that with development(),"
                        + " or use another approver");

        RecordedAudit audit = new RecordedAudit();
        Approvals.builder()
                .approver(new Toy(true))
                .development()
                .audit(audit)
                .build()
                .close();
        assertThat(audit.events())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.origin().mode()).isEqualTo(Mode.DEVELOPMENT));
    }

    @Test
    void developmentAndADurableStoreDoNotGoTogether() {
        ApprovalsBuilder both =
                Approvals.builder().approver(new Toy(true)).development().store(durable());

        assertThatThrownBy(both::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("development() and a durable store do not go together");
    }

    private static ApprovalStore durable() {
        ApprovalStore memory = new InMemoryApprovalStore(Timekeeper.system());
        return (ApprovalStore) Proxy.newProxyInstance(
                SeparateHandlesTest.class.getClassLoader(),
                new Class<?>[] {ApprovalStore.class},
                (proxy, method, arguments) -> method.getName().equals("capabilities")
                        ? new ApprovalStore.Capabilities(true, false, true)
                        : method.invoke(memory, arguments));
    }

    /** An approver that approves nothing. */
    private record Toy(boolean developmentOnly) implements Approver {
        @Override
        public Answer review(ApprovalRequest request) {
            throw new IllegalStateException("A toy decides nothing");
        }

        @Override
        public String name() {
            return "toy";
        }
    }
}
