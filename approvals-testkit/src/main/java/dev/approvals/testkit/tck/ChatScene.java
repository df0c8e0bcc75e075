package dev.approvals.testkit.tck;

import dev.approvals.call.Principal;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.review.Approver;
import dev.approvals.review.Decision;
import java.util.List;

/** A chat platform for one test: what stands there, people who click, and outages. Used by one thread. */
public interface ChatScene extends AutoCloseable {

    /**
     * Makes an approver on this platform: another node, or the same one after a restart. It posts in one usual place, and
     * what the group {@code security} is asked in two other places; it links to an inbox.
     *
     * @param clock by which it tries again after an outage
     * @return the approver; this closes it
     * @throws Exception if it cannot be made
     */
    Approver newApprover(Timekeeper clock) throws Exception;

    /**
     * The account that the platform knows a person by.
     *
     * @param person one of alice, bob, carol, dora and mallory
     * @return the account, at the assurance of a chat platform
     */
    Principal account(String person);

    /** {@return all messages with cards as they are now, oldest first} */
    List<ChatMessage> messages();

    /**
     * Clicks a button, with words where the button asks for any, and waits for the answer.
     *
     * @param node the approver whose node the click reaches
     * @param message the message, perhaps as it once was
     * @param kind the button
     * @param person who clicks
     * @return what that person is told, and nobody else
     * @throws Exception if it went wrong
     */
    String click(Approver node, ChatMessage message, Decision.Kind kind, String person) throws Exception;

    /**
     * Takes the platform away, or brings it back.
     *
     * @param now whether it is away from now on
     */
    void away(boolean now);

    /** Closes the platform and every approver on it; does not throw. */
    @Override
    void close();
}
