package dev.approvals.core.chat;

import dev.approvals.core.render.Card;
import dev.approvals.core.render.CardLimits;
import java.io.IOException;

/**
 * What a chat platform can do with cards. Thread-safe; a call may block for seconds, but not for ever, and obeys an
 * interrupt.
 *
 * <p>A call that failed may be tried again by the platform itself as long as it is certain that nothing was posted: no
 * more than a few times, within seconds. What then still fails is thrown; {@link ChatApprover} tries again later.
 */
public interface ChatPlatform extends AutoCloseable {

    /** {@return the name of the approver in the audit, such as {@code slack}} */
    String name();

    /** {@return how much one message shows at most} */
    CardLimits limits();

    /**
     * Whether one message can show a card, with all its buttons.
     *
     * @param card the card
     * @return whether {@link #post} takes it
     */
    boolean fits(Card card);

    /**
     * Posts a card.
     *
     * @param place where
     * @param card the card
     * @return what the message is found by again, by any node: visible ASCII without spaces, 200 characters at most
     * @throws IOException if the platform did not take it
     */
    String post(Place place, ChatCard card) throws IOException;

    /**
     * Shows another card in place of the one that was posted. To do so twice does no harm. Attached text stays where the
     * new card has some as well, and is deleted where it has none.
     *
     * @param reference the message
     * @param card the card
     * @throws IOException if the platform did not take it
     */
    void rewrite(String reference, ChatCard card) throws IOException;

    /**
     * Posts a note in the thread of a card.
     *
     * @param reference the message
     * @param note the note
     * @throws IOException if the platform did not take it
     */
    void reply(String reference, ChatNote note) throws IOException;

    /** Releases what this holds; does not throw. */
    @Override
    void close();
}
