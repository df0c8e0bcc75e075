package dev.approvals.journal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The calls that were started and have not ended, as a segment's first line tells them.
 *
 * @param text each as the line of its start, a colon and base64url of its id, with a space between two
 * @param complete whether the text has all of them
 */
record Running(String text, boolean complete) {

    /** So much of a line at most. */
    private static final int LONGEST = 30_000;

    static Running of(Map<String, Long> calls) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Long> call : calls.entrySet()) {
            byte[] id = call.getKey().getBytes(StandardCharsets.UTF_8);
            String word = call.getValue() + ":" + Base64.getUrlEncoder().encodeToString(id);
            if (text.length() + word.length() >= LONGEST) {
                return new Running(text.toString(), false);
            }
            text.append(text.isEmpty() ? "" : " ").append(word);
        }
        return new Running(text.toString(), true);
    }

    static Map<String, Long> parse(String text) {
        Map<String, Long> calls = new LinkedHashMap<>();
        for (String word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            int colon = word.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("\"" + word + "\" is no running call");
            }
            byte[] id = Base64.getUrlDecoder().decode(word.substring(colon + 1));
            calls.put(new String(id, StandardCharsets.UTF_8), Long.parseLong(word.substring(0, colon)));
        }
        return calls;
    }
}
