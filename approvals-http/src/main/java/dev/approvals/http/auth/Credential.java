package dev.approvals.http.auth;

import dev.approvals.review.Reviewer;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * By what a person is known: enough to find the sign-in again at whoever vouched for it, nothing to sign in with.
 *
 * @param means how the request carried it
 * @param facts what is known of it, by name, sorted; digests and ids, never a secret
 * @param binding what a token against forged requests is bound to; not secret and not shown
 * @param until when it ends, so that a stream that was opened with it ends, too
 */
public record Credential(Means means, Map<String, String> facts, String binding, Instant until) {

    /** How a request carries a credential. */
    public enum Means {
        /** A token in the {@code Authorization} header. */
        BEARER(false),
        /** A session's cookie, after a sign-in at an identity provider. */
        SESSION(true),
        /** A session's cookie, after a one-time token of this process. */
        ONE_TIME(true),
        /** What the servlet container did. */
        CONTAINER(true),
        /** A header that a trusted proxy set. */
        PROXY(true);

        private final boolean ambient;

        Means(boolean ambient) {
            this.ambient = ambient;
        }

        /** {@return whether a browser may send it along by itself, also in a request that another site made it send} */
        public boolean ambient() {
            return ambient;
        }
    }

    /** Checks the components. */
    public Credential {
        Objects.requireNonNull(means, "means");
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
        Objects.requireNonNull(binding, "binding");
        Objects.requireNonNull(until, "until");
    }

    /**
     * Names the credential in one line for the audit, such as {@code bearer token=sha256:9f86...}.
     *
     * @return printable ASCII, no longer than a reviewer's evidence may be
     */
    String evidence() {
        StringBuilder line = new StringBuilder(means.name().toLowerCase(Locale.ROOT));
        facts.forEach((name, value) -> {
            // Ids come from elsewhere: a space or an equals sign in one must not make two facts of it.
            String fact = " " + name + "=" + value.replaceAll("[^\\x21-\\x3C\\x3E-\\x7E]", "?");
            if (line.length() + fact.length() <= Reviewer.EVIDENCE_LIMIT) {
                line.append(fact);
            }
        });
        return line.toString();
    }
}
