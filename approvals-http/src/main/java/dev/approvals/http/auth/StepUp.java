package dev.approvals.http.auth;

import dev.approvals.http.oidc.VerifiedToken.Freshness;
import dev.approvals.policy.Assurance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What counts as having signed in again, and better, for what carries a high risk (RFC 9470).
 *
 * @param acrs the classes of authentication that are good enough, best first; empty where any is
 * @param within how long ago it may be at most
 */
public record StepUp(List<String> acrs, Duration within) {

    /** Checks the components. */
    public StepUp {
        acrs = List.copyOf(acrs);
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("A step-up must last longer than nothing; got " + within);
        }
        // They stand in a header and in an address, so nothing in them may end either.
        acrs.stream()
                .filter(acr -> !acr.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]+"))
                .findFirst()
                .ifPresent(acr -> {
                    throw new IllegalArgumentException(
                            "\"" + acr + "\" is no acr value: it has no spaces, quotes or backslashes");
                });
    }

    /**
     * A recent sign-in of certain classes.
     *
     * @param within how long ago it may be at most
     * @param acrs the classes that are good enough, as the provider names them; none where any is
     * @return the demand
     */
    public static StepUp within(Duration within, String... acrs) {
        return new StepUp(List.of(acrs), within);
    }

    /**
     * How well a person is known whose provider says this.
     *
     * @param freshness when and how they signed in
     * @param now the time
     * @return {@link Assurance#STEP_UP} where time and class are said and good enough
     */
    public Assurance assurance(Freshness freshness, Instant now) {
        boolean good = acrs.isEmpty()
                || freshness.acr().filter(Set.copyOf(acrs)::contains).isPresent();
        boolean recent = freshness
                .authenticatedAt()
                .filter(at -> now.isBefore(at.plus(within)))
                .isPresent();
        return good && recent ? Assurance.STEP_UP : Assurance.IDENTITY_PROVIDER;
    }

    /** {@return the value of {@code WWW-Authenticate} that asks for it} */
    public String challenge() {
        String classes = acrs.isEmpty() ? "" : ", acr_values=\"" + String.join(" ", acrs) + "\"";
        return "Bearer error=\"insufficient_user_authentication\","
                + " error_description=\"This decision asks for a recent sign-in\"" + classes + ", max_age=\""
                + within.toSeconds() + "\"";
    }
}
