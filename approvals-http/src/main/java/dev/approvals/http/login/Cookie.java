package dev.approvals.http.login;

import dev.approvals.http.exchange.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of our cookies. Over HTTPS its name begins with {@code __Host-}, so that no other host, not even a sibling, and no
 * connection in the open can set it.
 *
 * @param name its name without the prefix
 * @param sameSite when browsers send it: {@code Strict} or {@code Lax}
 */
record Cookie(String name, String sameSite) {

    private static final String PREFIX = "__Host-";

    /** The session. Never sent with anything that another site began. */
    static final Cookie SESSION = new Cookie("approvals-session", "Strict");

    /**
     * A sign-in that is under way. The provider sends the browser back, and that is another site's doing: a strict cookie
     * would stay at home. It leads to nothing but the end of this one sign-in.
     */
    static final Cookie HANDSHAKE = new Cookie("approvals-sign-in", "Lax");

    /** {@return the value a request brings; empty where it brings none, or two that contend} */
    Optional<String> read(Request request, String origin) {
        String wanted = fullName(origin) + "=";
        List<String> values = new ArrayList<>();
        for (String header : request.headers().all("Cookie")) {
            for (String pair : header.split(";", -1)) {
                if (pair.strip().startsWith(wanted)) {
                    values.add(pair.strip().substring(wanted.length()));
                }
            }
        }
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** {@return the header that sets it, until the browser is closed} */
    String set(String value, String origin) {
        return fullName(origin) + "=" + value + "; Path=/; HttpOnly; SameSite=" + sameSite + secure(origin);
    }

    /** {@return the header that takes it back} */
    String clear(String origin) {
        return fullName(origin) + "=; Path=/; Max-Age=0; HttpOnly; SameSite=" + sameSite + secure(origin);
    }

    private String fullName(String origin) {
        return isSecure(origin) ? PREFIX + name : name;
    }

    private static String secure(String origin) {
        return isSecure(origin) ? "; Secure" : "";
    }

    private static boolean isSecure(String origin) {
        return origin.startsWith("https:");
    }
}
