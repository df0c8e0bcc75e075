package dev.approvals.http.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The members of a JSON object in a request, taken one by one; what nobody took is refused. Not thread-safe. */
public final class Fields {

    private final String path;
    private final ObjectNode left;

    private Fields(String path, ObjectNode left) {
        this.path = path;
        this.left = left;
    }

    static Fields of(JsonNode json) {
        if (json instanceof ObjectNode object) {
            return new Fields("", object);
        }
        throw Json.malformed("It is no object.");
    }

    /**
     * Takes a text that must be there.
     *
     * @param name the member's name
     * @param atMost how many characters it may have
     * @return the text
     * @throws ProblemException if it is not there, no text, or too long
     */
    public String text(String name, int atMost) {
        return optionalText(name, atMost).orElseThrow(() -> wrong("MISSING_FIELD", "lacks " + path + name));
    }

    /**
     * Takes a text that may be left out.
     *
     * @param name the member's name
     * @param atMost how many characters it may have
     * @return the text, or empty where it is not there
     * @throws ProblemException if it is no text, or too long
     */
    public Optional<String> optionalText(String name, int atMost) {
        return take(name, "a text", node -> node.isTextual() ? Optional.of(node.textValue()) : Optional.empty())
                .map(text -> {
                    if (text.length() > atMost) {
                        throw wrong(
                                "FIELD_TOO_LONG",
                                "has " + text.length() + " characters in " + path + name + "; at most " + atMost
                                        + " are taken");
                    }
                    return text;
                });
    }

    /**
     * Takes a whole number that must be there.
     *
     * @param name the member's name
     * @return the number
     * @throws ProblemException if it is not there, or no whole number of this size
     */
    public int integer(String name) {
        return take(name, "a whole number", Fields::whole)
                .orElseThrow(() -> wrong("MISSING_FIELD", "lacks " + path + name));
    }

    /**
     * Takes a whole number from 1 on that must be there.
     *
     * @param name the member's name
     * @return the number
     * @throws ProblemException if it is not there, or no such number
     */
    public int positive(String name) {
        return take(name, "a whole number from 1 on", node -> whole(node).filter(number -> number > 0))
                .orElseThrow(() -> wrong("MISSING_FIELD", "lacks " + path + name));
    }

    private static Optional<Integer> whole(JsonNode node) {
        BigInteger value = node.isIntegralNumber() ? node.bigIntegerValue() : BigInteger.ONE.shiftLeft(40);
        return value.bitLength() < Integer.SIZE ? Optional.of(value.intValue()) : Optional.empty();
    }

    /**
     * Takes a duration that may be left out.
     *
     * @param name the member's name
     * @return the duration, longer than zero, or empty where it is not there
     * @throws ProblemException if it is no such duration
     */
    public Optional<Duration> duration(String name) {
        return take(name, "a duration longer than zero, such as PT30M", Fields::length);
    }

    private static Optional<Duration> length(JsonNode node) {
        try {
            return Optional.of(Duration.parse(node.asText())).filter(d -> !d.isZero() && !d.isNegative());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Takes a list of texts that may be left out.
     *
     * @param name the member's name
     * @return the texts; empty where it is not there
     * @throws ProblemException if it is no list of texts
     */
    public List<String> texts(String name) {
        return take(name, "a list of texts", Fields::list).orElse(List.of());
    }

    private static Optional<List<String>> list(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(one -> texts.add(one.isTextual() ? one.textValue() : ""));
        return node.isArray() && !texts.contains("") ? Optional.of(texts) : Optional.empty();
    }

    /**
     * Takes an object that may be left out.
     *
     * @param name the member's name
     * @return its members, to be taken one by one and {@link #done}; empty where it is not there
     * @throws ProblemException if it is no object
     */
    public Optional<Fields> object(String name) {
        return take(
                name,
                "an object",
                node -> node instanceof ObjectNode object
                        ? Optional.of(new Fields(path + name + ".", object))
                        : Optional.empty());
    }

    /**
     * Takes whatever is there.
     *
     * @param name the member's name
     * @return its value, or empty where it is not there
     */
    public Optional<JsonNode> any(String name) {
        return Optional.ofNullable(left.remove(name));
    }

    /**
     * Ends the taking.
     *
     * @throws ProblemException if something is left that nobody knows
     */
    public void done() {
        if (!left.isEmpty()) {
            throw wrong(
                    "UNKNOWN_FIELD",
                    "has a member that is not known here: " + path
                            + shown(left.fieldNames().next()));
        }
    }

    private <T> Optional<T> take(String name, String what, Function<JsonNode, Optional<T>> reader) {
        JsonNode node = left.remove(name);
        if (node == null) {
            return Optional.empty();
        }
        Optional<T> value = reader.apply(node);
        if (value.isEmpty()) {
            throw wrong("WRONG_FIELD", "needs " + what + " in " + path + name);
        }
        return value;
    }

    /** A name that somebody else chose, bounded. */
    private static String shown(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "...";
    }

    private static ProblemException wrong(String code, String detail) {
        return Problem.of(400, code, "The body does not say what it must")
                .saying("It " + detail + ".")
                .toException();
    }
}
