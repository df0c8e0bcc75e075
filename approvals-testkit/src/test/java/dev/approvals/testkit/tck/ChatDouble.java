package dev.approvals.testkit.tck;

import dev.approvals.core.render.Card;
import dev.approvals.core.render.TextCard;
import dev.approvals.core.text.VisibleText;
import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Receipt;
import dev.approvals.review.ReviewDesk;
import dev.approvals.review.Reviewer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A chat with one message for each request, and buttons under it: a channel without fault, to break on purpose. */
class ChatDouble implements Approver {

    private static final Reviewer ALICE = Reviewer.named("alice");

    final Map<String, ApprovalRequest> posted = new ConcurrentHashMap<>();
    final Map<String, String> replies = new ConcurrentHashMap<>();
    volatile boolean cutOff;
    private volatile Optional<ReviewDesk> desk = Optional.empty();

    @Override
    public Answer review(ApprovalRequest request) {
        if (cutOff) {
            throw new IllegalStateException("The chat cannot be reached");
        }
        posted.put(key(request), request);
        String message = "message/" + key(request);
        return request.inboxOnly() ? Delivery.partial(message) : Delivery.whole(message);
    }

    private static String key(ApprovalRequest request) {
        return request.id() + "/" + request.progress().round();
    }

    @Override
    public void attach(ReviewDesk attached) {
        desk = Optional.of(attached);
    }

    String message(ApprovalRequest request) {
        ApprovalRequest shown = posted.get(key(request));
        return shown == null ? "" : text(shown);
    }

    String text(ApprovalRequest shown) {
        if (shown.inboxOnly()) {
            return String.join("\n", TextCard.lines(Card.withheld(shown, "the inbox"), 100));
        }
        return VisibleText.escapeLines(
                shown.call().tool().name() + "\n" + shown.call().arguments().json() + "\n"
                        + shown.call().requester() + "\n" + shown.call().risk() + "\n"
                        + shown.briefing().claim().orElse(""));
    }

    void click(ApprovalRequest request, Decision.Kind kind) {
        ApprovalRequest shown = posted.get(key(request));
        Receipt receipt = desk.orElseThrow().decide(decision(shown, kind));
        replies.put(key(request), receipt.message());
    }

    Decision decision(ApprovalRequest shown, Decision.Kind kind) {
        return switch (kind) {
            case APPROVE -> shown.approve(ALICE, "");
            case DENY -> shown.deny(ALICE, "");
            case ESCALATE -> shown.escalate(ALICE, "");
            case BREAK_GLASS -> shown.breakGlass(ALICE, "an emergency");
        };
    }

    Optional<String> reply(ApprovalRequest request) {
        return Optional.ofNullable(replies.get(key(request)));
    }

    /** The kit for chats such as this one. */
    abstract static class Kit extends ApproverTck {

        @Override
        protected String shown(Approver approver, ApprovalRequest request) {
            return await(approver, request).message(request);
        }

        @Override
        protected void decide(Approver approver, ApprovalRequest request, Decision.Kind kind) {
            await(approver, request).click(request, kind);
        }

        private static ChatDouble await(Approver approver, ApprovalRequest request) {
            ChatDouble chat = (ChatDouble) approver;
            while (chat.message(request).isEmpty()) {
                Thread.onSpinWait();
            }
            return chat;
        }

        @Override
        protected Optional<String> answered(Approver approver, ApprovalRequest request) {
            return ((ChatDouble) approver).reply(request);
        }

        @Override
        protected boolean breakDown(Approver approver) {
            ((ChatDouble) approver).cutOff = true;
            return true;
        }
    }
}
