package dev.approvals.slack.receive;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The form in which Slack posts an interaction: one field, the payload. */
final class Form {

    private static final String FIELD = "payload=";

    private Form() {}

    /** {@return the payload's text, or empty where the form holds anything else} */
    static Optional<String> payload(byte[] body) {
        try {
            String form = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return form.startsWith(FIELD) && form.indexOf('&') < 0
                    ? Optional.of(URLDecoder.decode(form.substring(FIELD.length()), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return Optional.empty(); // not UTF-8, or an escape that is none
        }
    }
}
