package dev.approvals.http.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.text.VisibleText;
import dev.approvals.http.exchange.Json;
import dev.approvals.review.RequestStatus;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** How single things are written. */
public final class Words {

    private static final int LINE = 600;
    private static final int BRIEF = 40;

    private Words() {}

    /**
     * Where a request stands, in the API's words.
     *
     * @param status where it stands
     * @return pending, approved, running or ended
     */
    public static String of(RequestStatus status) {
        return switch (status) {
            case PENDING -> "pending";
            case APPROVED -> "approved";
            case CLAIMED -> "running";
            case ENDED -> "ended";
        };
    }

    /**
     * Where requests stand that a word names.
     *
     * @param word pending, approved, running or ended
     * @return the status, or empty for any other word
     */
    public static Optional<RequestStatus> status(String word) {
        return switch (word) {
            case "pending" -> Optional.of(RequestStatus.PENDING);
            case "approved" -> Optional.of(RequestStatus.APPROVED);
            case "running" -> Optional.of(RequestStatus.CLAIMED);
            case "ended" -> Optional.of(RequestStatus.ENDED);
            default -> Optional.empty();
        };
    }

    /** A constant in lower case. */
    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The beginning of somebody else's text.
     *
     * @param text the text
     * @return a few words, safe to read
     */
    public static String shown(String text) {
        return VisibleText.cut(text, BRIEF).told();
    }

    /** Somebody else's text on one line, visible and of bearable length. */
    static String line(String text) {
        return VisibleText.cut(text, LINE).told();
    }

    static void put(ObjectNode json, String name, Optional<?> value) {
        value.ifPresent(v -> json.put(name, v.toString()));
    }

    static ArrayNode sorted(Collection<String> texts) {
        ArrayNode list = Json.array();
        texts.stream().sorted().forEach(text -> list.add(line(text)));
        return list;
    }
}
