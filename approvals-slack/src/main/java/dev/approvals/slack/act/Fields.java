package dev.approvals.slack.act;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes members out of a payload, strictly: what is not there, or not of its kind, makes the payload malformed. */
final class Fields {

    private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]{1,30}");
    private static final Pattern WORD = Pattern.compile("[!-~]{1,255}");
    private static final Pattern USER = Pattern.compile("[UW][A-Z0-9]{1,30}");

    private Fields() {}

    static boolean isUser(String id) {
        return USER.matcher(id).matches();
    }

    /** {@return the text at a path} */
    static String text(JsonNode payload, String... path) throws MalformedException {
        JsonNode node = payload;
        for (String name : path) {
            node = node.path(name);
        }
        if (!node.isTextual() || node.textValue().isEmpty()) {
            throw new MalformedException(String.join(".", path));
        }
        return node.textValue();
    }

    static String user(JsonNode payload, String... path) throws MalformedException {
        return matching(USER, payload, path);
    }

    static String id(JsonNode payload, String... path) throws MalformedException {
        return matching(ID, payload, path);
    }

    /** {@return visible ASCII without spaces, not long} */
    static String word(JsonNode payload, String... path) throws MalformedException {
        return matching(WORD, payload, path);
    }

    private static String matching(Pattern pattern, JsonNode payload, String... path) throws MalformedException {
        String text = text(payload, path);
        if (!pattern.matcher(text).matches()) {
            throw new MalformedException(String.join(".", path));
        }
        return text;
    }

    /** {@return the id at a path, or empty where the object that holds it is null or not there} */
    static Optional<String> optionalId(JsonNode payload, String object, String name) throws MalformedException {
        JsonNode holder = payload.path(object);
        JsonNode value = holder.path(name);
        return isAbsent(holder) || isAbsent(value) ? Optional.empty() : Optional.of(id(holder, name));
    }

    static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
