package dev.approvals.http.oidc;

import dev.approvals.call.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a provider vouched for with its signature. Immutable; the token itself is not in it.
 *
 * @param account issuer and subject: the whole identity
 * @param proof how it was proven
 * @param freshness when and how well the person signed in
 * @param expiresAt when the token ends
 * @param names what it says beside; never an identity
 */
public record VerifiedToken(Principal account, Proof proof, Freshness freshness, Instant expiresAt, Names names) {

    /** Checks the components. */
    public VerifiedToken {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(proof, "proof");
        Objects.requireNonNull(freshness, "freshness");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(names, "names");
    }

    /**
     * How a token was proven: enough to find the sign-in at the provider, nothing to sign in with.
     *
     * @param algorithm the signature's algorithm
     * @param keyId the id of the provider's key, if the token names it
     * @param tokenId the token's id ({@code jti}), if it has one
     * @param digest SHA-256 of the whole token, in hex
     */
    public record Proof(String algorithm, Optional<String> keyId, Optional<String> tokenId, String digest) {
        /** Checks the components. */
        public Proof {
            Objects.requireNonNull(algorithm, "algorithm");
            Objects.requireNonNull(keyId, "keyId");
            Objects.requireNonNull(tokenId, "tokenId");
            Objects.requireNonNull(digest, "digest");
        }
    }

    /**
     * When and how well a person signed in at the provider.
     *
     * @param authenticatedAt when they last did ({@code auth_time}), if the token says so
     * @param acr the class of authentication, if the token says so
     */
    public record Freshness(Optional<Instant> authenticatedAt, Optional<String> acr) {
        /** Checks the components. */
        public Freshness {
            Objects.requireNonNull(authenticatedAt, "authenticatedAt");
            Objects.requireNonNull(acr, "acr");
        }
    }

    /**
     * What a token says beside the identity.
     *
     * @param displayName how to call the person on a page, if the token says so
     * @param groups the groups it lists, in the claim that was configured
     * @param client the client it was issued to ({@code client_id}, or {@code azp}), if it says so
     */
    public record Names(Optional<String> displayName, List<String> groups, Optional<String> client) {
        /** Checks the components. */
        public Names {
            Objects.requireNonNull(displayName, "displayName");
            groups = List.copyOf(groups);
            Objects.requireNonNull(client, "client");
        }
    }
}
