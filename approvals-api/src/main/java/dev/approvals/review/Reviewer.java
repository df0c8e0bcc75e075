package dev.approvals.review;

import dev.approvals.call.Principal;
import dev.approvals.policy.Assurance;
import java.util.Objects;

/**
 * The account a decision comes from, and how well the channel knows it.
 *
 * @param account the account
 * @param assurance how well it is known
 */
public record Reviewer(Principal account, Assurance assurance) {

    /** Checks the components. */
    public Reviewer {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(assurance, "assurance");
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

    @Override
    public String toString() {
        return account.toString();
    }
}
