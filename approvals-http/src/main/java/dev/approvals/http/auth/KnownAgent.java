package dev.approvals.http.auth;

import dev.approvals.call.Principal;
import java.util.Map;
import java.util.Objects;

/**
 * An agent whom a request comes from.
 *
 * @param account the agent's account, of the issuer of agents: no such account ever decides
 * @param facts by what it is known: digests and ids, never a secret
 */
public record KnownAgent(Principal account, Map<String, String> facts) {

    /** Checks the components. */
    public KnownAgent {
        Objects.requireNonNull(account, "account");
        facts = Map.copyOf(facts);
        if (!account.isAgent()) {
            throw new IllegalArgumentException("Only accounts of agents are agents; got " + account);
        }
    }
}
