package dev.approvals.http.auth;

import dev.approvals.call.Principal;
import dev.approvals.review.Reviewer;
import java.util.Objects;
import java.util.Optional;

/**
 * A person whom a request comes from.
 *
 * @param reviewer the account, and how well it is known; issuer and subject are the whole identity. Its evidence, where it
 *     has none, is the credential
 * @param credential by what it is known
 * @param name how to call the person on a page, if anybody says; never an identity, and never ours to believe
 */
public record SignedIn(Reviewer reviewer, Credential credential, Optional<String> name) {

    /** Checks the components. */
    public SignedIn {
        reviewer = reviewer.evidence().isEmpty() ? reviewer.knownBy(credential.evidence()) : reviewer;
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(name, "name");
        if (reviewer.account().isAgent()) {
            throw new IllegalArgumentException("Agents are no reviewers: " + reviewer.account());
        }
    }

    /** {@return the account} */
    public Principal account() {
        return reviewer.account();
    }

    /** {@return whether a browser may send the credential along in a request that another site made it send} */
    public boolean ambient() {
        return credential.means().ambient();
    }
}
