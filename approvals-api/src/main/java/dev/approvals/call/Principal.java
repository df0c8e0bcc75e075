package dev.approvals.call;

import java.util.Objects;

/**
 * One account: who vouches for it, and the immutable subject it has there. Never a display name or a mail address.
 *
 * <p>Which person stands behind an account is for the directory to say; two accounts of one person are aliases.
 *
 * @param issuer who vouches: an identity provider's address, {@code slack:T012AB}, {@code agent}, {@code local}
 * @param subject the account's immutable identifier there
 */
public record Principal(String issuer, String subject) {

    /** The issuer of agents' accounts. No account of this issuer ever decides. */
    public static final String AGENT = "agent";

    /** The issuer of accounts that the host's own code names, without an identity provider. */
    public static final String LOCAL = "local";

    /** Checks the components. */
    public Principal {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(subject, "subject");
        if (issuer.isBlank() || subject.isBlank()) {
            throw new IllegalArgumentException(
                    "A principal needs an issuer and a subject; got \"" + issuer + "\" and \"" + subject + "\"");
        }
    }

    /**
     * An agent's account.
     *
     * @param name the agent's name
     * @return the account
     */
    public static Principal agent(String name) {
        return new Principal(AGENT, name);
    }

    /**
     * An account that the host's own code names.
     *
     * @param name the account's name
     * @return the account
     */
    public static Principal local(String name) {
        return new Principal(LOCAL, name);
    }

    /** {@return whether this is an agent's account} */
    public boolean isAgent() {
        return issuer.equals(AGENT);
    }

    @Override
    public String toString() {
        return issuer + ":" + subject;
    }
}
