package dev.approvals.http.auth;

import dev.approvals.core.text.Cut;
import dev.approvals.review.Reviewer;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    /** {@return what the audit keeps of it, in a line: the means and the facts} */
    String evidence() {
        String words = facts.entrySet().stream()
                .map(fact -> " " + fact.getKey() + "=" + fact.getValue())
                .collect(Collectors.joining("", means.name(), ""));
        return Cut.of(words, Reviewer.EVIDENCE_LIMIT).text();
    }
}
