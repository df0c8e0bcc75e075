package dev.approvals.review;

import dev.approvals.call.Principal;
import dev.approvals.policy.Assurance;
import java.util.Objects;

/**
 * The account a decision comes from, and how well the channel knows it.
 *
 * @param account the account
 * @param assurance how well it is known
 * @param evidence by what the channel knew them, such as {@code oidc jti=7f3a auth_time=1767603600}, for the audit; no secret,
 *     and empty where there is nothing to say
 */
public record Reviewer(Principal account, Assurance assurance, String evidence) {

    /** The longest evidence, in characters. */
    public static final int EVIDENCE_LIMIT = 500;

    /** Checks the components. */
    public Reviewer {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(assurance, "assurance");
        if (evidence.length() > EVIDENCE_LIMIT) {
            throw new IllegalArgumentException("A reviewer's evidence has at most " + EVIDENCE_LIMIT
                    + " characters; this one has " + evidence.length() + ". Name the credential, do not copy it");
        }
    }

    /**
     * A reviewer by whose account nothing more is said.
     *
     * @param account the account
     * @param assurance how well it is known
     */
    public Reviewer(Principal account, Assurance assurance) {
        this(account, assurance, "");
    }

    /**
     * A reviewer whom the host's own code names.
     *
     * @param name the account's name
     * @return the reviewer, asserted in process
     */
    public static Reviewer named(String name) {
        return new Reviewer(Principal.local(name), Assurance.ASSERTED_IN_PROCESS);
    }

    /**
     * Says by what the channel knew them.
     *
     * @param credential names the credential without its secret; {@link #EVIDENCE_LIMIT} characters at most
     * @return a copy
     */
    public Reviewer knownBy(String credential) {
        return new Reviewer(account, assurance, credential);
    }

    @Override
    public String toString() {
        return account.toString();
    }
}
