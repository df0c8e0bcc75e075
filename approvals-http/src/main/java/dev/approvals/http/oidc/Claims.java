package dev.approvals.http.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a token claims, read strictly: a claim of another type than its own refuses the token.
 *
 * @param claims the claims
 */
record Claims(ObjectNode claims) {

    private static final int LONGEST_SUBJECT = 255;
    private static final int MOST_TEXTS = 1_000;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L); // the year 9999

    /** {@return a text, or empty where there is none} */
    Optional<String> text(String name) throws RefusedTokenException {
        JsonNode node = claims.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw new RefusedTokenException("its claim \"" + name + "\" is no text");
        }
        return Optional.of(node.textValue());
    }

    /** {@return a list of texts, also where the claim is one text alone; empty where there is none} */
    List<String> texts(String name) throws RefusedTokenException {
        JsonNode node = claims.path(name);
        if (!node.isArray()) {
            return text(name).map(List::of).orElse(List.of());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : node) {
            if (!element.isTextual() || texts.size() == MOST_TEXTS) {
                throw new RefusedTokenException(
                        "its claim \"" + name + "\" is no list of at most " + MOST_TEXTS + " texts");
            }
            texts.add(element.textValue());
        }
        return List.copyOf(texts);
    }

    /** {@return a time, or empty where there is none} */
    Optional<Instant> time(String name) throws RefusedTokenException {
        JsonNode node = claims.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isNumber()) {
            throw new RefusedTokenException("its claim \"" + name + "\" is no number of seconds");
        }
        try {
            BigDecimal seconds = node.decimalValue();
            if (seconds.signum() >= 0 && seconds.compareTo(LAST_SECOND) <= 0) {
                return Optional.of(Instant.ofEpochSecond(seconds.longValue()));
            }
        } catch (ArithmeticException | DateTimeException e) {
            throw new RefusedTokenException("its claim \"" + name + "\" is no time");
        }
        throw new RefusedTokenException("its claim \"" + name + "\" lies before 1970 or after 9999");
    }

    /** {@return the account's immutable identifier} */
    String subject() throws RefusedTokenException {
        String subject = text("sub").orElse("");
        if (subject.isBlank()
                || subject.length() > LONGEST_SUBJECT
                || CONTROL.matcher(subject).find()) {
            throw new RefusedTokenException("its subject is missing, longer than " + LONGEST_SUBJECT
                    + " characters, or holds control characters");
        }
        return subject;
    }
}
