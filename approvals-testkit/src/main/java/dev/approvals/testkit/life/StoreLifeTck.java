package dev.approvals.testkit.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Roster;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.Decision;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import dev.approvals.store.ApprovalStore;
import dev.approvals.testkit.random.Property;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The life of requests in a store: random stories of votes, timers, claims, crashes and replays come to the same as without
 * a store, and of nodes that act at once only one is first. Beside {@link dev.approvals.testkit.tck.ApprovalStoreTck}.
 *
 * <p>To extend by a test class of the store.
 */
public abstract class StoreLifeTck {

    private static final int NODES = 8;
    private static final int RACES = 20;

    private final ExecutorService nodes = Executors.newFixedThreadPool(NODES);
    private final AtomicInteger rows = new AtomicInteger();
    private Optional<ApprovalStore> opened = Optional.empty();

    /** For test classes of a store. */
    protected StoreLifeTck() {}

    /**
     * Makes an empty store; called before each test.
     *
     * @return the store; closed by the kit
     * @throws Exception if it cannot be made
     */
    protected abstract ApprovalStore newStore() throws Exception;

    /**
     * How many random stories are lived in the store.
     *
     * @return 100; fewer for a slow store
     */
    protected int stories() {
        return 100;
    }

    @BeforeEach
    void openStore() throws Exception {
        opened = Optional.of(newStore());
    }

    @AfterEach
    void closeStore() {
        nodes.shutdownNow();
        opened.ifPresent(ApprovalStore::close);
    }

    private StoredLife begin(Terms terms, RequestState first) {
        return StoredLife.begin(opened.orElseThrow(), "life-" + rows.incrementAndGet(), terms, first);
    }

    @Test
    void everyStoryComesToTheSameAsWithoutAStore() {
        Property.forAll(Story::any).times(stories()).holds(story -> {
            StoredLife life = begin(story.terms(), story.first());

            List<Story.Moment> moments = story.play(life);

            assertThat(moments).isEqualTo(story.play());
            List<AuditEventType> told = new ArrayList<>(List.of(AuditEventType.APPROVAL_REQUESTED));
            moments.forEach(moment -> moment.event().ifPresent(told::add));
            assertThat(life.events()).extracting(AuditEvent::type).isEqualTo(told);
            assertThat(life.events())
                    .extracting(AuditEvent::sequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, told.size()).boxed().toList());
        });
    }

    @Test
    void ofManyNodesThatClaimAnApprovalOneStartsIt() throws Exception {
        for (int race = 0; race < RACES; race++) {
            StoredLife life = approved();

            List<Progress<RequestState>> claims = atOnce(
                    life,
                    IntStream.range(0, NODES).mapToObj(StoreLifeTck::claim).toList());

            assertThat(claims)
                    .filteredOn(claim -> claim instanceof Progress.Moved)
                    .hasSize(1);
            assertThat(life.events())
                    .filteredOn(event -> event.type().equals(AuditEventType.ACTION_STARTED))
                    .hasSize(1);
        }
    }

    @Test
    void ofAClaimAndAWithdrawalAtOnceOneCounts() throws Exception {
        for (int race = 0; race < RACES; race++) {
            StoredLife life = approved();
            Step withdrawal = new Step.Withdraw(Reviewer.named("erin"), "wait", roster("erin"));

            List<Progress<RequestState>> both = atOnce(life, List.of(claim(1), withdrawal));

            assertThat(both).filteredOn(step -> step instanceof Progress.Moved).hasSize(1);
            assertThat(life.state().ended()).isEqualTo(both.get(1) instanceof Progress.Moved);
        }
    }

    @Test
    void votesThatComeAtOnceAllCount() throws Exception {
        List<String> people = List.of("alice", "dora", "erin");
        for (int race = 0; race < RACES; race++) {
            StoredLife life = begin(terms(people.size()), RequestState.pending(0, "node-1", Story.START));

            atOnce(life, people.stream().map(StoreLifeTck::vote).toList());

            assertThat(life.state().votes()).extracting(Vote::person).containsExactlyInAnyOrderElementsOf(people);
            assertThat(life.state().status()).isEqualTo(RequestStatus.APPROVED);
        }
    }

    private StoredLife approved() {
        StoredLife life = begin(terms(1), RequestState.pending(0, "node-1", Story.START));
        life.take(vote("alice"), Story.START);
        return life;
    }

    private static Terms terms(int people) {
        return new Terms(
                "request-1",
                "digest-1",
                Requester.agent(Company.COPILOT.subject()).actingFor(Principal.local("bob")),
                ReviewPlan.of(people, "dba").useWithin(Duration.ofMinutes(5)),
                Story.START.plus(Duration.ofMinutes(10)),
                ToolSpec.named("drop").build(),
                0);
    }

    private static Step vote(String person) {
        Decision decision = new Decision("request-1", 0, "digest-1", Decision.Kind.APPROVE, Reviewer.named(person), "");
        return new Step.Decide(decision, Optional.empty(), roster("alice", "dora", "erin"));
    }

    private static Step claim(int node) {
        return new Step.Claim("execution-" + node, "node-" + node, "digest-1", roster("alice"));
    }

    private static Roster roster(String... people) {
        return Roster.of(
                Company.atFirst(),
                terms(1).requester(),
                List.of(people).stream().map(Principal::local).toList());
    }

    /** Lets nodes take steps of one request at once: all have looked at it before any of them writes. */
    private List<Progress<RequestState>> atOnce(StoredLife life, List<Step> steps) throws Exception {
        CyclicBarrier looked = new CyclicBarrier(steps.size());
        List<Callable<Progress<RequestState>>> each = new ArrayList<>();
        steps.forEach(step -> each.add(() -> life.take(step, Story.START, () -> meet(looked))));
        List<Progress<RequestState>> answers = new ArrayList<>();
        for (Future<Progress<RequestState>> answer : nodes.invokeAll(each, 60, TimeUnit.SECONDS)) {
            answers.add(answer.get());
        }
        return answers;
    }

    private static void meet(CyclicBarrier others) {
        try {
            others.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while it waited for the others", e);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("The others did not come", e);
        }
    }
}
