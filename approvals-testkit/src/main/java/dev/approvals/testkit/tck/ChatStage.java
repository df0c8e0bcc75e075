package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.core.Approvals;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.Approver;
import dev.approvals.review.Decision;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What one story of the kit of chat approvers happens on: a chat at one side, gates at the other. Used by one thread. */
final class ChatStage implements AutoCloseable {

    static final String SHORT = "a short text";

    private static final ChatMessage NOTHING = new ChatMessage("", "", "", Set.of(), false, List.of());

    final ChatScene scene;
    private final Duration patience;
    private final KitClock clock = new KitClock();
    /** Whether time goes on while something is awaited: approvers try again in their own time. */
    private boolean clockRuns;

    private Optional<ChatHouse> house = Optional.empty();

    ChatStage(ChatScene scene, Duration patience) {
        this.scene = scene;
        this.patience = patience;
    }

    @Override
    public void close() {
        house.ifPresent(ChatHouse::close);
        scene.close();
    }

    void runClock() {
        clockRuns = true;
    }

    void awaitAlarm() {
        await("the approver to want to try again", any -> clock.hasAlarms());
    }

    ChatHouse house() {
        return house.orElseThrow();
    }

    /** A node with its approver. */
    record Node(Approver approver, Approvals gate) {}

    Node node(ReviewPlan plan) throws Exception {
        return node(plan, UnaryOperator.identity());
    }

    Node node(ReviewPlan plan, UnaryOperator<ToolSpec.Builder> tool) throws Exception {
        house = Optional.of(new ChatHouse(scene, plan, tool));
        return another("production");
    }

    Node another(String realm) throws Exception {
        Approver approver = scene.newApprover(clock);
        return new Node(approver, house().open(realm, approver, builder -> {}));
    }

    /** A node whose requests wait at the desk as well, so that nothing ends because chat is away. */
    Node withDesk(ReviewPlan plan) throws Exception {
        house = Optional.of(new ChatHouse(scene, plan, UnaryOperator.identity()));
        Approver approver = scene.newApprover(clock);
        return new Node(approver, house().open("production", approver, ApprovalsBuilder::decideAtDesk));
    }

    /** Ends a node as its process does. */
    static void stop(Node node) throws Exception {
        node.gate().close();
        if (node.approver() instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    ChatMessage posted(Node node, String text) {
        house().submit(node.gate(), text);
        return await("the card", this::first, message -> true);
    }

    Optional<ChatMessage> first() {
        return scene.messages().stream().findFirst();
    }

    ChatMessage awaitFirst(String what, Predicate<ChatMessage> wanted) {
        return await(what, this::first, wanted);
    }

    /** A source of what is awaited. */
    private interface Look {
        Optional<ChatMessage> look();
    }

    private ChatMessage await(String what, Look look, Predicate<ChatMessage> wanted) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<ChatMessage> found = look.look().filter(wanted);
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(System.nanoTime() < end)
                    .as("waited in vain for %s; in chat there is %s", what, scene.messages())
                    .isTrue();
            if (clockRuns) {
                tick();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    void await(String what, Predicate<List<ChatMessage>> wanted) {
        await(what, () -> Optional.of(NOTHING), any -> wanted.test(scene.messages()));
    }

    static boolean isOver(ChatMessage message) {
        return message.offers().isEmpty() && !message.link();
    }

    String click(Node node, ChatMessage message, Decision.Kind kind, String person) throws Exception {
        return scene.click(node.approver(), message, kind, person);
    }

    void awaitRun() {
        await("the tool to run", any -> house().runs().equals(List.of(SHORT)));
    }

    void assertNothingRan() {
        assertThat(house().runs()).as("what ran").isEmpty();
    }

    /** Whoever may decide still can, so nothing that was clicked before has counted. */
    void assertStillOpen(Node node, ChatMessage card) throws Exception {
        assertNothingRan();
        click(node, card, Decision.Kind.APPROVE, "alice");
        awaitRun();
    }

    /** Waits until something is written down of the approver's delivery. */
    void awaitTold(Node node, AuditEventType type) {
        await(
                "the store to know: " + type,
                any -> node.gate().desk().pending().stream()
                        .flatMap(request -> node.gate().desk().history(request.id()).stream())
                        .anyMatch(event -> event.type().equals(type)
                                && event.fact("channel").equals(node.approver().name())));
    }

    /** Lets as much time go on as an approver may wait before it tries again, several times. */
    void letTimePass() {
        for (int i = 0; i < 10; i++) {
            tick();
        }
    }

    private void tick() {
        clock.advance(Duration.ofSeconds(30));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
}
