package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static dev.approvals.testkit.ApprovalsAssertions.assertThatRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.ApprovalGate;
import dev.approvals.Claim;
import dev.approvals.GatedTool;
import dev.approvals.Pending;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.core.Approvals;
import dev.approvals.core.approver.ConsoleApprover;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Directory;
import dev.approvals.review.ReviewDesk;
import dev.approvals.store.ApprovalStore;
import dev.approvals.testkit.ManualTimekeeper;
import dev.approvals.testkit.TestReviewer;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an approval is worth, and what agents cannot reach: rows 1, 4, 21 to 23, 31, 36, 41 and 46 of the threat table. */
class ContainmentTest {

    @Test
    void row1ArgumentsChangedAfterTheCallDoNotReachTheTool() {
        TestReviewer alice = TestReviewer.later("alice");
        try (House house = House.reviewedBy(alice)) {
            List<String> tables = new ArrayList<>(List.of("orders"));
            House.Caller<Integer> caller = house.calling(() -> house.tools.count(tables));
            ApprovalRequest request = alice.awaitRequest();

            tables.add("customers");
            tables.set(0, "salaries");
            alice.approve();

            assertThat(caller.result()).isEqualTo(1);
            assertThat(house.workshop.runs).containsExactly("count [orders]");
            assertThat(request).shows("tables", List.of("orders"));
        }
    }

    @Test
    void row4AndRow46ContextAndRealmArePartOfWhatIsApproved() {
        AtomicReference<Map<String, String>> tenant = new AtomicReference<>(Map.of("tenant", "acme"));
        TestReviewer alice = TestReviewer.approving("alice");
        TestReviewer dora = TestReviewer.approving("dora");
        try (House test = House.of(b -> b.approver(alice).context(tenant::get));
                House production =
                        House.of(b -> b.approver(dora).realm("production").context(tenant::get))) {
            test.tools.drop("orders");
            tenant.set(Map.of("tenant", "globex"));
            test.tools.drop("orders");
            production.tools.drop("orders");

            List<ApprovalRequest> seen =
                    Stream.concat(alice.seen().stream(), dora.seen().stream()).toList();
            assertThat(seen).extracting(request -> request.call().digest()).doesNotHaveDuplicates();
            assertThat(seen.get(0).call().context()).containsEntry("tenant", "acme");
            assertThat(seen.get(2).call().realm()).isEqualTo("production");
            // What was decided there is worth nothing here.
            assertThat(production.desk().decide(seen.get(0).approve(House.DORA, "")))
                    .wasRefused(RefusalCode.UNKNOWN_REQUEST);
        }
    }

    @Test
    void row21ACallThatTimedOutForItsCallerNeverRunsBehindItsBack() {
        TestReviewer alice = TestReviewer.later("alice");
        try (House house = House.reviewedBy(alice)) {
            var dumped = house.tools.dump("orders");
            alice.awaitRequest();
            assertThatThrownBy(() -> dumped.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            dumped.cancel(false);

            assertThat(alice.decide(alice.onlyRequest(), Decision.Kind.APPROVE))
                    .wasRefused(RefusalCode.ALREADY_DECIDED);
            assertThat(house.workshop.runs).isEmpty();
        }
    }

    @Test
    void row22TwoNodesOnOneStoreRunAnApprovedCallOnce() {
        for (int round = 0; round < 50; round++) {
            ApprovalStore shared = new InMemoryApprovalStore(Timekeeper.system());
            House one = House.of(b -> b.approver(TestReviewer.never()).store(shared));
            House other = House.of(b -> b.approver(TestReviewer.never()).store(shared));
            // Each node's audit has what that node did, so neither is closed as a house whose audit is whole.
            try (Approvals first = one.approvals;
                    Approvals second = other.approvals) {
                GatedTool mail = one.gate().as(House.BOBS_AGENT).tool("mail").orElseThrow();
                mail.submit(Map.of("why", "done", "to", "a@example.test", "text", "all good"));
                one.audit.await(AuditEventType.APPROVAL_DETACHED);
                ApprovalRequest request = other.pending();

                assertThat(other.desk().decide(request.approve(House.ALICE, "")))
                        .counted();

                one.awaitEnd(request.id());
                assertThat(one.workshop.runs.size() + other.workshop.runs.size())
                        .isEqualTo(1);
                assertThat(shared.events(request.id()))
                        .filteredOn(event -> event.type().equals(AuditEventType.ACTION_STARTED))
                        .hasSize(1);
                assertThat(first).isNotSameAs(second);
            }
        }
    }

    @Test
    void row23AClockThatJumpsForwardEndsRequestsAndOneThatJumpsBackRevivesNone() {
        TestReviewer alice = TestReviewer.later("alice");
        try (House house = House.reviewedBy(alice)) {
            House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
            ApprovalRequest request = alice.awaitRequest();
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

            house.clock.set(request.terms().decideBy());
            assertThat(caller.failure()).isInstanceOf(ApprovalException.Refused.class);
            house.clock.set(request.call().at());

            assertThat(alice.decide(request, Decision.Kind.APPROVE)).wasRefused(RefusalCode.ALREADY_DECIDED);
            assertThat(house.workshop.runs).isEmpty();
        }
    }

    @Test
    void row23NoVoteCountsAtTheDeadline() {
        TestReviewer alice = TestReviewer.later("alice");
        try (House house = House.reviewedBy(alice)) {
            House.Caller<String> caller = house.calling(() -> house.tools.grant("admin", "eve"));
            ApprovalRequest request = alice.awaitRequest();
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

            house.clock.advance(Duration.ofMinutes(15).minusNanos(1));
            assertThat(alice.decide(request, Decision.Kind.APPROVE)).counted();
            house.clock.advance(Duration.ofNanos(1));

            assertThat(house.desk().decide(request.approve(House.DORA, "")).counted())
                    .isFalse();
            assertThat(caller.failure()).isInstanceOf(ApprovalException.Refused.class);
        }
    }

    @Test
    void row23AVoteAfterTheDeadlineDoesNotCountThoughItsAlarmHasNotRungYet() {
        ManualTimekeeper ofTheStore = ManualTimekeeper.create();
        TestReviewer alice = TestReviewer.later("alice");
        try (House house = House.of(b -> b.approver(alice).store(new InMemoryApprovalStore(ofTheStore)))) {
            House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
            ApprovalRequest request = alice.awaitRequest();
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

            // The house's own clock, and with it every alarm, stands still.
            ofTheStore.set(request.terms().decideBy());

            assertThat(alice.decide(request, Decision.Kind.APPROVE).counted()).isFalse();
            assertThat(caller.failure()).isInstanceOf(ApprovalException.Refused.class);
            assertThat(house.workshop.runs).isEmpty();
        }
    }

    /** Every type that an agent can come by through the public methods of what it holds. */
    private static void reach(Class<?> type, Set<Class<?>> reached) {
        if (!type.getName().startsWith("dev.approvals") || !reached.add(type)) {
            return;
        }
        for (Method method : type.getMethods()) {
            reach(method.getReturnType(), reached);
            for (Type argument : argumentsOf(method.getGenericReturnType())) {
                if (argument instanceof Class<?> inside) {
                    reach(inside, reached);
                }
            }
        }
        if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(each -> reach(each, reached));
        }
    }

    private static List<Type> argumentsOf(Type type) {
        return type instanceof ParameterizedType generic ? List.of(generic.getActualTypeArguments()) : List.of();
    }

    @Test
    void row31WhatAnAgentHoldsLeadsToNoDesk() {
        Set<Class<?>> reached = new HashSet<>();
        for (Class<?> held : List.of(
                ApprovalGate.class,
                GatedTool.class,
                Pending.class,
                Claim.class,
                Outcome.class,
                ApprovalException.class)) {
            reach(held, reached);
        }

        assertThat(reached)
                .contains(ApprovalGate.class, Outcome.Refused.class)
                .doesNotContain(ReviewDesk.class, Approvals.class, Directory.class, ApprovalStore.class);
        try (House house = House.reviewedBy(TestReviewer.denying("alice"))) {
            assertThat(house.gate()).isNotInstanceOfAny(ReviewDesk.class, Approvals.class);
            assertThat(house.tools).isNotInstanceOfAny(ReviewDesk.class, Approvals.class, AutoCloseable.class);
        }
    }

    @Test
    void row31AWrappedToolHandsOutNeitherItsTargetNorItsGate() {
        try (House house = House.reviewedBy(TestReviewer.denying("alice"))) {
            assertThat(Proxy.getInvocationHandler(house.tools).getClass().getMethods())
                    .filteredOn(method -> method.getDeclaringClass() != Object.class)
                    .extracting(Method::getName)
                    .containsOnly("invoke");
            assertThat(house.tools.toString()).doesNotContain("ReviewDesk");
        }
    }

    @Test
    void row36DevelopmentIsDeclaredStampedAndRefusedWithADurableStore() {
        ConsoleApprover console = new ConsoleApprover(
                House.ALICE, new BufferedReader(Reader.nullReader()), new PrintStream(OutputStream.nullOutputStream()));
        assertThatThrownBy(() -> House.reviewedBy(console))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("console")
                .hasMessageContaining("development()");
        assertThatThrownBy(() -> House.of(b -> b.approver(console).development().store(durable())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("durable");

        TestReviewer alice = TestReviewer.approving("alice");
        try (House house = House.of(b -> b.approver(alice).development())) {
            house.tools.drop("orders");

            assertThat(alice.onlyRequest().terms().mode()).isEqualTo(Mode.DEVELOPMENT);
            assertThat(house.audit.events())
                    .allSatisfy(event -> assertThat(event.origin().mode()).isEqualTo(Mode.DEVELOPMENT));
        }
    }

    private static ApprovalStore durable() {
        ApprovalStore memory = new InMemoryApprovalStore(Timekeeper.system());
        return (ApprovalStore) Proxy.newProxyInstance(
                ContainmentTest.class.getClassLoader(),
                new Class<?>[] {ApprovalStore.class},
                (proxy, method, arguments) -> method.getName().equals("capabilities")
                        ? new ApprovalStore.Capabilities(true, false, true)
                        : method.invoke(memory, arguments));
    }

    @Test
    void row41TheModelIsToldACodeAndAnIdAndPeopleAreToldTheRule() {
        Policy policy = Policy.always(Verdict.deny("no-drops-in-chat", "drops of more than 10 tables need a ticket"));
        try (House house =
                House.of(b -> b.approver(TestReviewer.approving("alice")).policy(policy))) {
            assertThatRefused(() -> house.tools.drop("orders"))
                    .wasRefused(RefusalCode.DENIED_BY_POLICY)
                    .tellsTheModel("DENIED_BY_POLICY")
                    .hidesFromTheModel("no-drops-in-chat")
                    .hidesFromTheModel("ticket")
                    .because("ticket");
            assertThat(house.audit).call("drop").because("no-drops-in-chat").because("ticket");
        }
    }
}
