package dev.approvals.http.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a request is about: the path below the base path, decoded, and the query.
 *
 * @param path begins with a slash; without empty, {@code .} and {@code ..} segments
 * @param query the parameters; each has one value
 */
public record Target(String path, Map<String, String> query) {

    /** Checks the components. */
    public Target {
        Objects.requireNonNull(path, "path");
        query = Map.copyOf(query);
    }

    /**
     * Reads a target as it stands in a request.
     *
     * @param path the path, percent-encoded
     * @param query what follows the question mark, or empty
     * @return the target
     * @throws ProblemException if it is malformed: bad escapes, bytes that are no UTF-8, segments that climb, a parameter
     *     that is there twice
     */
    public static Target parse(String path, String query) {
        return new Target(path(path), query(query));
    }

    /** {@return the segments of the path} */
    public List<String> segments() {
        return path.length() < 2 ? List.of() : List.of(path.substring(1).split("/", -1));
    }

    private static String path(String raw) {
        if (!raw.startsWith("/")) {
            throw malformed("The path does not begin with a slash");
        }
        for (String segment : raw.substring(1).split("/", -1)) {
            String plain = decode(segment, false);
            boolean hidden = plain.contains("/") || plain.contains("\\") || plain.contains(";");
            if (hidden
                    || plain.equals(".")
                    || plain.equals("..")
                    || plain.chars().anyMatch(Character::isISOControl)) {
                throw malformed("The path has a segment that is not plain text");
            }
        }
        return decode(raw, false);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
            if (!name.isEmpty() && parameters.put(name, value) != null) {
                throw malformed("The query names " + name + " twice");
            }
        }
        return parameters;
    }

    private static String decode(String raw, boolean plusIsSpace) {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c > '~' || c < '!') {
                throw malformed("The address has a character that is not escaped");
            }
            if (c == '%') {
                bytes.put(escaped(raw, i));
                i += 2;
            } else {
                bytes.put((byte) (plusIsSpace && c == '+' ? ' ' : c));
            }
        }
        return text(bytes.flip());
    }

    private static byte escaped(String raw, int at) {
        int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(raw.charAt(at + 2), 16);
        if (low < 0) {
            throw malformed("The address has an escape that is not two hexadecimal digits");
        }
        return (byte) (high * 16 + low);
    }

    private static String text(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw malformed("The address has escapes that are no UTF-8");
        }
    }

    private static ProblemException malformed(String detail) {
        return Problem.of(400, "MALFORMED_TARGET", "The address is malformed")
                .saying(detail + ".")
                .toException();
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }
}
