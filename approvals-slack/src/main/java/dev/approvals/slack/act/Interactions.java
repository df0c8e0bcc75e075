package dev.approvals.slack.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.chat.Click;
import dev.approvals.core.chat.ClickAnswer;
import dev.approvals.core.chat.Offer;
import dev.approvals.review.Reviewer;
import dev.approvals.slack.identity.Home;
import dev.approvals.slack.identity.Identification;
import dev.approvals.slack.identity.Identities;
import dev.approvals.slack.identity.SlackAccount;
import dev.approvals.slack.receive.Acknowledgement;
import dev.approvals.slack.receive.Inlet;
import dev.approvals.slack.web.MessageId;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts upon what people do in Slack. Reads and acknowledges at once; then, on threads of its own, finds out who it was,
 * opens a modal or has it decided, and tells that person where it did not count. What comes twice is acted upon once.
 * Thread-safe.
 */
public final class Interactions implements Inlet, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Interactions.class);

    private final Payloads payloads;
    private final Identities identities;
    private final Function<Click, ClickAnswer> bench;
    private final Screen screen;
    private final Hands hands;
    private final Seen seen = new Seen();

    /**
     * Starts no thread before something happens.
     *
     * @param home where the app lives
     * @param identities says who people are
     * @param bench decides, from the store
     * @param screen shows answers and modals
     */
    public Interactions(Home home, Identities identities, Function<Click, ClickAnswer> bench, Screen screen) {
        this(home, identities, bench, screen, new Hands());
    }

    Interactions(Home home, Identities identities, Function<Click, ClickAnswer> bench, Screen screen, Hands hands) {
        this.payloads = new Payloads(home);
        this.identities = identities;
        this.bench = bench;
        this.screen = screen;
        this.hands = hands;
    }

    @Override
    public Acknowledgement take(String key, ObjectNode payload) {
        try {
            Gesture gesture = payloads.read(payload);
            if (gesture instanceof Gesture.Submission submission && lacksWords(submission)) {
                return new Acknowledgement.Errors(Modals.wordsWanted());
            }
            return take(key, gesture);
        } catch (MalformedException e) {
            LOG.warn("An interaction from Slack is refused: {}", e.getMessage());
            return new Acknowledgement.Refused();
        }
    }

    private static boolean lacksWords(Gesture.Submission submission) {
        return submission.slip().button().offer().comment() == Offer.Comment.REQUIRED
                && submission.comment().isEmpty();
    }

    private Acknowledgement take(String key, Gesture gesture) {
        if (gesture instanceof Gesture.Other || !seen.first(key)) {
            return new Acknowledgement.Taken();
        }
        if (hands.willDo(() -> act(gesture))) {
            return new Acknowledgement.Taken();
        }
        seen.forget(key);
        LOG.warn("Too many clicks are under way, so one of {} is not taken; they can click again", gesture.who());
        return new Acknowledgement.Busy();
    }

    private void act(Gesture gesture) {
        if (gesture instanceof Gesture.Press press) {
            tell(press.message(), press.who(), pressed(press));
        } else if (gesture instanceof Gesture.Submission submission) {
            tell(submission.slip().message(), submission.who(), submitted(submission));
        }
    }

    private Optional<String> pressed(Gesture.Press press) {
        return known(
                press.who(),
                reviewer -> press.button().offer().comment() == Offer.Comment.NONE
                        ? decided(new Click(
                                press.binding(),
                                press.button().offer().kind(),
                                reviewer,
                                "",
                                press.message().text()))
                        : open(press));
    }

    private Optional<String> open(Gesture.Press press) {
        Slip slip = new Slip(press.button(), press.who().user(), press.message(), press.binding());
        try {
            screen.open(press.trigger(), Modals.of(slip));
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("The form for {} could not be opened", press.who(), e);
            return Optional.of("The form could not be opened. Nothing was recorded; press the button again.");
        }
    }

    private Optional<String> submitted(Gesture.Submission submission) {
        Slip slip = submission.slip();
        if (!slip.opener().equals(submission.who().user())) {
            LOG.warn("A form that was opened for {} was submitted by {}", slip.opener(), submission.who());
            return Optional.of("This form was opened for somebody else. Nothing was recorded.");
        }
        return known(
                submission.who(),
                reviewer -> decided(new Click(
                        slip.binding(),
                        slip.button().offer().kind(),
                        reviewer,
                        submission.comment(),
                        slip.message().text())));
    }

    /** What counted shows on the card; what did not is said to that person alone. */
    private Optional<String> decided(Click click) {
        ClickAnswer answer = bench.apply(click);
        return answer.counted() ? Optional.empty() : Optional.of(answer.text());
    }

    /** Whatever breaks, the person learns that it did not count for sure; they are never left to guess. */
    private Optional<String> known(SlackAccount who, Function<Reviewer, Optional<String>> then) {
        try {
            Identification found = identities.identify(who);
            return found instanceof Identification.Known known
                    ? then.apply(known.reviewer())
                    : Optional.of(((Identification.Refused) found).why());
        } catch (RuntimeException e) {
            LOG.error("A click of {} could not be acted upon", who, e);
            return Optional.of(
                    "Something broke before your decision was confirmed. Look at the card: where it does not show"
                            + " it, decide again, or in the inbox.");
        }
    }

    private void tell(MessageId message, SlackAccount who, Optional<String> answer) {
        if (answer.isEmpty()) {
            return;
        }
        try {
            screen.whisper(message.channel(), who.user(), answer.get());
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} could not be told: {}", who, answer.get(), e);
        }
    }

    /** Ends what was begun, for a few seconds; takes nothing more. */
    @Override
    public void close() {
        hands.close();
    }
}
