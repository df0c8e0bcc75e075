package dev.approvals.slack;

import dev.approvals.core.chat.ChatCard;
import dev.approvals.core.chat.ChatNote;
import dev.approvals.core.chat.ChatPlatform;
import dev.approvals.core.chat.Place;
import dev.approvals.core.render.Card;
import dev.approvals.core.render.CardLimits;
import dev.approvals.slack.blocks.CardBlocks;
import dev.approvals.slack.blocks.Choices;
import dev.approvals.slack.blocks.NoteBlocks;
import dev.approvals.slack.button.Button;
import dev.approvals.slack.web.Message;
import dev.approvals.slack.web.MessageId;
import dev.approvals.slack.web.SlackException;
import dev.approvals.slack.web.SlackWeb;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cards and notes as messages in Slack. A message is found again by channel, id, and the id of a file in its thread. */
final class SlackPlatform implements ChatPlatform {

    private static final Logger LOG = LoggerFactory.getLogger(SlackPlatform.class);

    /** What Slack says of a message that somebody deleted, or that is not the app's any more: nothing can be rewritten. */
    private static final Set<String> GONE = Set.of("message_not_found", "thread_not_found", "cant_update_message");

    private final SlackWeb web;
    private final Readiness readiness;

    SlackPlatform(SlackWeb web, Readiness readiness) {
        this.web = web;
        this.readiness = readiness;
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public CardLimits limits() {
        return CardBlocks.limits();
    }

    @Override
    public boolean fits(Card card) {
        return CardBlocks.fits(card);
    }

    @Override
    public String post(Place place, ChatCard card) throws IOException {
        readiness.require();
        MessageId posted = web.post(place.address(), message(card));
        return (card.spill().isEmpty() ? posted : attached(posted, card)).text();
    }

    /** The card stands, and says that it is not whole: without its file it is of less use, but of some. */
    private MessageId attached(MessageId posted, ChatCard card) {
        try {
            return web.attach(posted, "request-" + card.card().code() + ".txt", card.spill());
        } catch (IOException e) {
            LOG.warn(
                    "The rest of request {} could not be attached: {}",
                    card.binding().requestId(),
                    e.getMessage());
            return posted;
        }
    }

    @Override
    public void rewrite(String reference, ChatCard card) throws IOException {
        MessageId id = read(reference);
        unlessGone(() -> web.update(id, message(card)));
        if (card.spill().isEmpty()) {
            web.detach(id);
        }
    }

    @Override
    public void reply(String reference, ChatNote note) throws IOException {
        MessageId id = read(reference);
        Message message = new Message(NoteBlocks.of(note.text(), note.mentions()), NoteBlocks.fallback(note.text()));
        unlessGone(() -> web.reply(id, message));
    }

    @Override
    public void close() {
        web.close();
    }

    /** Something that is done to a message. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private static void unlessGone(Step step) throws IOException {
        try {
            step.run();
        } catch (SlackException e) {
            if (!GONE.contains(e.code())) {
                throw e;
            }
            LOG.info("A card is gone: {}", e.getMessage());
        }
    }

    private static MessageId read(String reference) throws IOException {
        return MessageId.of(reference)
                .orElseThrow(() -> new IOException("\"" + reference + "\" is no message of Slack's: those are written"
                        + " C012AB/1700000000.000100. Was another approver named slack before?"));
    }

    private static Message message(ChatCard card) {
        List<Button> buttons = card.offers().stream()
                .flatMap(offer -> Button.of(offer).stream())
                .toList();
        Choices choices = new Choices(card.binding().text(), buttons, card.inbox());
        return new Message(CardBlocks.of(card.card(), choices), CardBlocks.fallback(card.card()));
    }
}
