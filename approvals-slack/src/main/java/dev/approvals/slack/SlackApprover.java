package dev.approvals.slack;

import dev.approvals.core.chat.ChatApprover;
import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.ReviewDesk;
import jakarta.servlet.http.HttpServlet;

/**
 * Asks people in Slack: posts each request as a card in the channels or to the people of the groups that are asked, takes
 * their clicks, and rewrites the card when it is over, whoever ended it.
 *
 * <pre>{@code
 * SlackApprover slack = SlackApprover.fromEnvironment().channel("C0123ABC").build();
 * Approvals approvals = Approvals.builder().approver(slack).build();
 * }</pre>
 *
 * <p>When its gate is built it looks whether the app may do what it must, and throws an {@link IllegalStateException} that
 * names the missing scope or invitation. Where Slack cannot be asked then, it is asked again later: until then requests are
 * not posted, and other approvers go on. Close it after its gate. Thread-safe.
 */
public final class SlackApprover implements Approver, AutoCloseable {

    private final ChatApprover chat;
    private final Entrance entrance;

    SlackApprover(ChatApprover chat, Entrance entrance) {
        this.chat = chat;
        this.entrance = entrance;
    }

    /**
     * Begins with the tokens from the environment: {@code SLACK_BOT_TOKEN}, and {@code SLACK_APP_TOKEN} for Socket Mode or
     * {@code SLACK_SIGNING_SECRET} for signed HTTP.
     *
     * @return a builder
     * @throws IllegalStateException where a variable is missing; says which, and where to find what belongs there
     */
    public static SlackBuilder fromEnvironment() {
        return SlackBuilder.from(System.getenv());
    }

    /**
     * Begins with nothing.
     *
     * @return a builder
     */
    public static SlackBuilder builder() {
        return new SlackBuilder();
    }

    /**
     * What Slack sends clicks to, where the approver was built with {@link SlackBuilder#signedHttp}: register it under the
     * app's Request URL for interactivity, with async support.
     *
     * @return the servlet
     * @throws IllegalStateException where clicks come over Socket Mode
     */
    public HttpServlet servlet() {
        return entrance.servlet();
    }

    @Override
    public String name() {
        return chat.name();
    }

    @Override
    public void attach(ReviewDesk desk) {
        chat.attach(desk);
        entrance.open();
    }

    @Override
    public Answer review(ApprovalRequest request) throws Exception {
        return chat.review(request);
    }

    @Override
    public void reminded(ApprovalRequest request) {
        chat.reminded(request);
    }

    @Override
    public void ended(ApprovalRequest request) {
        chat.ended(request);
    }

    /** Takes no more clicks, and lets go of Slack. Does not throw. */
    @Override
    public void close() {
        entrance.close();
        chat.close();
    }
}
