package dev.approvals.core.engine;

import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of one request on its way to the approvers: to all of the first tier at once, to the next tier only if every
 * one of this failed. When nobody is left who could still decide, the request ends.
 */
final class Presentation {

    private static final Logger LOG = LoggerFactory.getLogger(Presentation.class);

    private final ApprovalRequest request;
    private final Requests requests;
    private final Desk desk;
    private final List<List<Channel>> tiers;
    private final Queue<Review> reviews = new ConcurrentLinkedQueue<>();
    private final Queue<Channel> asked = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean awaited;
    private volatile boolean brokenOff;
    private volatile RefusalCode code = RefusalCode.NO_CHANNEL;

    Presentation(ApprovalRequest request, Requests requests, Desk desk, List<List<Channel>> tiers) {
        this.request = request;
        this.requests = requests;
        this.desk = desk;
        this.tiers = tiers;
    }

    /** Shows the request to the first tier that has approvers. */
    void begin() {
        show(0);
    }

    /** Stops reviews that are under way; the request is over or has moved on. */
    void breakOff() {
        brokenOff = true;
        reviews.forEach(Review::breakOff);
    }

    /** {@return the approvers that were asked} */
    Queue<Channel> asked() {
        return asked;
    }

    private void show(int tier) {
        if (tier == tiers.size()) {
            nobodyLeft();
            return;
        }
        List<Channel> channels = tiers.get(tier);
        if (channels.isEmpty()) {
            show(tier + 1);
            return;
        }
        unanswered.set(channels.size());
        asked.addAll(channels);
        channels.forEach(channel -> submit(channel, tier));
    }

    private void submit(Channel channel, int tier) {
        Review review = new Review(channel.approver(), request);
        reviews.add(review);
        try {
            channel.workers().execute(() -> run(channel, review, tier));
        } catch (RejectedExecutionException e) {
            failed(channel, "the gate was closed");
            answered(tier);
        }
    }

    private void run(Channel channel, Review review, int tier) {
        UnderWay.End showing = desk.underWay().begin(channel.name(), request.id());
        try {
            take(channel, review.ask());
        } catch (Exception | StackOverflowError e) {
            if (!brokenOff) {
                LOG.warn("Approver {} failed on request {}: {}", channel.name(), request.id(), String.valueOf(e));
                LOG.debug("Approver {} failed on request {}", channel.name(), request.id(), e);
                failed(channel, String.valueOf(e));
            }
        } finally {
            showing.end();
            answered(tier);
        }
    }

    private void take(Channel channel, @Nullable Answer answer) {
        if (answer == null) {
            failed(channel, "it answered null");
        } else if (answer instanceof Delivery delivery) {
            awaited = true;
            deliver(channel, delivery);
        } else {
            decide(channel, (Decision) answer);
        }
    }

    private void decide(Channel channel, Decision decision) {
        if (!decision.requestId().equals(request.id())) {
            code = RefusalCode.UNKNOWN_REQUEST;
            failed(channel, "it decided on another request, " + decision.requestId());
            return;
        }
        deliver(channel, Delivery.whole("answered at once"));
        Receipt receipt = desk.of(channel.name()).decide(decision);
        if (!receipt.counted() && receipt.status() == RequestStatus.PENDING) {
            code = receipt.refusal().orElse(code);
            failed(channel, "its decision did not count: " + receipt.message());
        }
    }

    private void deliver(Channel channel, Delivery delivery) {
        requests.apply(
                request.id(),
                any -> new Step.Deliver(channel.name(), request.progress().round(), delivery));
    }

    private void failed(Channel channel, String why) {
        failures.add(channel.name() + ": " + why);
        requests.apply(request.id(), any -> new Step.Undeliverable(channel.name(), why));
    }

    private void answered(int tier) {
        if (unanswered.decrementAndGet() == 0 && !awaited && !brokenOff && undecided()) {
            show(tier + 1);
        }
    }

    /** Whether the request still waits in this round: one that was decided is broken off a moment later only. */
    private boolean undecided() {
        return requests.find(request.id()).filter(now -> stillMine(now.state())).isPresent();
    }

    private void nobodyLeft() {
        String detail = "Nobody is left who could decide"
                + (failures.isEmpty() ? "." : "; " + String.join("; ", failures) + ".");
        requests.apply(request.id(), now -> stillMine(now.state()) ? new Step.CallOff(code, detail) : new Step.Tick());
    }

    private boolean stillMine(RequestState state) {
        return state.status() == RequestStatus.PENDING
                && state.round() == request.progress().round();
    }
}
