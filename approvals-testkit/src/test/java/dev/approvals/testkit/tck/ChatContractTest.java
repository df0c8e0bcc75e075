package dev.approvals.testkit.tck;

import dev.approvals.core.time.Timekeeper;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Decision;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Rows 16 to 19: what every approver keeps to that puts requests before people holds for the chat approver of core, too. */
class ChatContractTest extends ApproverTck {

    private final ChatWorld world = new ChatWorld();
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    @Override
    protected Approver newApprover() {
        return world.newApprover(Timekeeper.system());
    }

    @Override
    protected String shown(Approver approver, ApprovalRequest request) {
        return message(request).text();
    }

    /** The newest message about a request that has not ended, once it stands there. */
    private ChatMessage message(ApprovalRequest request) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < end) {
            Optional<ChatMessage> found = world.messages().stream()
                    .filter(message -> isAbout(request, message))
                    .reduce((older, newer) -> newer);
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        throw new AssertionError("No message about " + request.id() + " in " + world.messages());
    }

    private boolean isAbout(ApprovalRequest request, ChatMessage message) {
        return world.binding(message)
                .filter(shown -> shown.requestId().equals(request.id())
                        && shown.round() == request.progress().round())
                .isPresent();
    }

    @Override
    protected void decide(Approver approver, ApprovalRequest request, Decision.Kind kind) {
        answers.put(request.id(), world.click(approver, message(request), kind, "alice"));
    }

    @Override
    protected Optional<String> answered(Approver approver, ApprovalRequest request) {
        return Optional.ofNullable(answers.get(request.id()));
    }

    @Override
    protected boolean breakDown(Approver approver) {
        world.away(true);
        return true;
    }

    @Override
    protected void close(Approver approver) {
        world.close();
    }
}
