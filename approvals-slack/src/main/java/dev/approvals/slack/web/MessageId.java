package dev.approvals.slack.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a message stands.
 *
 * @param channel the channel's id, such as {@code C012AB}
 * @param ts the message's id in it, such as {@code 1700000000.000100}
 * @param file the id of a file that belongs to it, or empty
 */
public record MessageId(String channel, String ts, String file) {

    private static final Pattern FORM =
            Pattern.compile("([A-Z0-9]{2,30})/([0-9]{1,20}\\.[0-9]{1,10})(?:/(F[A-Z0-9]{1,30}))?");

    /** {@return it as one text, such as {@code C012AB/1700000000.000100}} */
    public String text() {
        return channel + "/" + ts + (file.isEmpty() ? "" : "/" + file);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @param text the text
     * @return the id, or empty where the text is none
     */
    public static Optional<MessageId> of(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new MessageId(
                        matcher.group(1), matcher.group(2), matcher.group(3) == null ? "" : matcher.group(3)))
                : Optional.empty();
    }

    MessageId with(String attached) {
        return new MessageId(channel, ts, attached);
    }
}
