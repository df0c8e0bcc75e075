package dev.approvals.slack.act;

import dev.approvals.core.chat.Binding;
import dev.approvals.slack.button.Button;
import dev.approvals.slack.web.MessageId;
import java.util.Optional;

/**
 * What a modal carries along until it is submitted: by whom it was opened, and for what.
 *
 * @param button the button that opened it
 * @param opener the user it was opened for; nobody else's submission counts
 * @param message the message below which the button stands
 * @param binding the card's binding
 */
record Slip(Button button, String opener, MessageId message, Binding binding) {

    private static final int PARTS = 4;

    /** {@return the slip as one line, in the same words as {@link #of} reads it} */
    String text() {
        return String.join(" ", button.actionId(), opener, message.text(), binding.text());
    }

    /** {@return the slip that a text is, or empty where it is none} */
    static Optional<Slip> of(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != PARTS || !Fields.isUser(parts[1])) {
            return Optional.empty();
        }
        Optional<Button> button = Button.of(parts[0]);
        Optional<MessageId> message = MessageId.of(parts[2]);
        Optional<Binding> binding = Binding.of(parts[3]);
        return button.isPresent() && message.isPresent() && binding.isPresent()
                ? Optional.of(new Slip(button.get(), parts[1], message.get(), binding.get()))
                : Optional.empty();
    }
}
