package dev.approvals.http.auth;

import dev.approvals.http.exchange.Request;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The token in the {@code Authorization} header (RFC 6750). */
final class Bearer {

    private static final Pattern FORM = Pattern.compile("(?i:bearer) +([A-Za-z0-9\\-._~+/]+=*)");

    private Bearer() {}

    /** {@return the token, or empty where there is none, more than one, or something else} */
    static Optional<String> token(Request request) {
        List<String> values = request.headers().all("Authorization");
        if (values.size() != 1) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(values.get(0));
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }
}
