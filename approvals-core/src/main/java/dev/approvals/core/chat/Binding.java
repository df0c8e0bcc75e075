package dev.approvals.core.chat;

import dev.approvals.review.ApprovalRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a button is about: exactly the request, round and call that its card showed. All that a click needs, so that any
 * node can answer it.
 *
 * @param requestId the request
 * @param round the round that the card showed
 * @param digest the digest of the call that the card showed
 */
public record Binding(String requestId, int round, String digest) {

    /** The longest text form, in characters. */
    public static final int LONGEST = 250;

    private static final Pattern FORM =
            Pattern.compile("a1/([A-Za-z0-9_-]{1,64})/(0|[1-9][0-9]{0,5})/([A-Za-z0-9_:+=-]{1,150})");

    /** Checks the components. */
    public Binding {
        if (!FORM.matcher(form(requestId, round, digest)).matches()) {
            throw new IllegalArgumentException("No button can carry the request " + requestId + ", round " + round
                    + ", digest " + digest + ": ids have at most 64 and digests 150 characters, none of them unusual");
        }
    }

    /**
     * What a card's buttons are about.
     *
     * @param request the request, as the card shows it
     * @return its binding
     */
    public static Binding of(ApprovalRequest request) {
        return new Binding(
                request.id(), request.progress().round(), request.call().digest());
    }

    /**
     * Reads the text form, strictly.
     *
     * @param text what a button carried
     * @return the binding, or empty where it is none
     */
    public static Optional<Binding> of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new Binding(form.group(1), Integer.parseInt(form.group(2)), form.group(3)))
                : Optional.empty();
    }

    /** {@return the text form, for a button to carry; {@value #LONGEST} characters of ASCII at most} */
    public String text() {
        return form(requestId, round, digest);
    }

    private static String form(String requestId, int round, String digest) {
        return "a1/" + requestId + "/" + round + "/" + digest;
    }
}
