package dev.approvals.slack.blocks;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import dev.approvals.slack.button.Button;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The buttons below a card. Three dots at the end of a label tell that words are asked for first. */
final class Buttons {

    /** How many characters all labels have together, and some room. */
    static final int MOST_CHARS = 200;

    private static final int MOST_IN_VALUE = 2_000;
    private static final int MOST_IN_URL = 3_000;
    private static final String GREEN = "primary";
    private static final String RED = "danger";

    private Buttons() {}

    static Optional<LayoutBlock> below(Choices choices) {
        List<BlockElement> elements = new ArrayList<>();
        choices.buttons().forEach(button -> elements.add(button(button, choices.binding())));
        choices.inbox().ifPresent(inbox -> elements.add(link(inbox)));
        return elements.isEmpty()
                ? Optional.empty()
                : Optional.of(ActionsBlock.builder().elements(elements).build());
    }

    private static ButtonElement button(Button button, String binding) {
        ButtonElement.ButtonElementBuilder element = ButtonElement.builder()
                .text(label(label(button)))
                .actionId(button.actionId())
                .value(atMost(MOST_IN_VALUE, binding, "The binding of a card"));
        return switch (button) {
            case APPROVE, APPROVE_WITH_REASON -> element.style(GREEN).build();
            case DENY -> element.style(RED).build();
            case DENY_WITH_REASON, ESCALATE, ESCALATE_WITH_REASON -> element.build();
        };
    }

    private static String label(Button button) {
        return switch (button) {
            case APPROVE -> "Approve";
            case APPROVE_WITH_REASON -> "Approve\u2026";
            case DENY -> "Deny";
            case DENY_WITH_REASON -> "Deny with reason\u2026";
            case ESCALATE, ESCALATE_WITH_REASON -> "Escalate\u2026";
        };
    }

    private static ButtonElement link(URI inbox) {
        return ButtonElement.builder()
                .text(label("Open in inbox"))
                .actionId(Button.INBOX_LINK)
                .url(atMost(MOST_IN_URL, inbox.toString(), "The address of the inbox"))
                .build();
    }

    private static PlainTextObject label(String text) {
        return PlainTextObject.builder().text(text).emoji(false).build();
    }

    private static String atMost(int most, String text, String what) {
        if (text.length() > most) {
            throw new IllegalArgumentException(
                    what + " has at most " + most + " characters in Slack; this one has " + text.length());
        }
        return text;
    }
}
