package dev.approvals.testkit.tck;

import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import dev.approvals.testkit.call.EmptyDesk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The desk of a gate that is not there: keeps what an approver brings, and answers as a gate would. */
final class KitDesk extends EmptyDesk {

    static final String TOO_LATE = "Dora denied it at noon.";

    private final Map<String, ApprovalRequest> open = new ConcurrentHashMap<>();
    private final Map<String, List<Delivery>> delivered = new ConcurrentHashMap<>();
    private final List<Decision> brought = new CopyOnWriteArrayList<>();
    private final Map<String, Consumer<Decision>> listeners = new ConcurrentHashMap<>();

    void open(ApprovalRequest request, Consumer<Decision> whenDecided) {
        open.put(request.id(), request);
        listeners.put(request.id(), whenDecided);
    }

    void end(ApprovalRequest request) {
        open.remove(request.id());
    }

    List<Decision> brought() {
        return List.copyOf(brought);
    }

    @Override
    public List<ApprovalRequest> pending() {
        return List.copyOf(open.values());
    }

    @Override
    public Optional<ApprovalRequest> find(String requestId) {
        return Optional.ofNullable(open.get(requestId));
    }

    /** An approver has answered. */
    void answered(ApprovalRequest request, Answer answer) {
        if (answer instanceof Delivery delivery) {
            delivered
                    .computeIfAbsent(request.id(), any -> new CopyOnWriteArrayList<>())
                    .add(delivery);
        }
    }

    @Override
    public List<Delivery> deliveries(String requestId) {
        return List.copyOf(delivered.getOrDefault(requestId, List.of()));
    }

    @Override
    public Receipt decide(Decision decision) {
        brought.add(decision);
        Receipt receipt = receipt(decision);
        listeners.getOrDefault(decision.requestId(), any -> {}).accept(decision);
        return receipt;
    }

    private Receipt receipt(Decision decision) {
        if (!listeners.containsKey(decision.requestId())) {
            return refused(decision, RefusalCode.UNKNOWN_REQUEST, "There is no such request.");
        }
        ApprovalRequest request = open.get(decision.requestId());
        if (request == null) {
            return refused(decision, RefusalCode.ALREADY_DECIDED, TOO_LATE);
        }
        if (!decision.digest().equals(request.call().digest())) {
            return refused(decision, RefusalCode.WRONG_DIGEST, "The decision is about another call.");
        }
        return new Receipt(decision.requestId(), RequestStatus.PENDING, Optional.empty(), "Counted.");
    }

    private static Receipt refused(Decision decision, RefusalCode code, String message) {
        return new Receipt(decision.requestId(), RequestStatus.ENDED, Optional.of(code), message);
    }
}
