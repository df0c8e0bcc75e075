package dev.approvals.http.auth;

import dev.approvals.http.oidc.VerifiedToken;
import dev.approvals.policy.Assurance;
import dev.approvals.review.Reviewer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes reviewers of what a provider vouched for.
 *
 * @param stepUp what counts as stepped up; empty where nothing does
 * @param clock the clock
 */
public record TokenReviewer(Optional<StepUp> stepUp, InstantSource clock) {

    /**
     * The person a bearer token belongs to.
     *
     * @param token the token
     * @return the person
     */
    SignedIn signedIn(VerifiedToken token) {
        Credential credential = new Credential(
                Credential.Means.BEARER, facts(token), token.proof().digest(), token.expiresAt());
        return signedIn(token, credential);
    }

    /**
     * The person whom a token vouches for, known by a credential that was given for it.
     *
     * @param token the token
     * @param credential the credential
     * @return the person, as well known as they are now
     */
    public SignedIn signedIn(VerifiedToken token, Credential credential) {
        Instant now = clock.instant();
        Assurance assurance =
                stepUp.map(demand -> demand.assurance(token.freshness(), now)).orElse(Assurance.IDENTITY_PROVIDER);
        return new SignedIn(
                new Reviewer(token.account(), assurance),
                credential,
                token.names().displayName());
    }

    /**
     * What is known of a token, for the audit.
     *
     * @param token the token
     * @return the facts: digests and ids
     */
    public static Map<String, String> facts(VerifiedToken token) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("token", "sha256:" + token.proof().digest());
        facts.put("algorithm", token.proof().algorithm());
        token.proof().keyId().ifPresent(id -> facts.put("key", id));
        token.proof().tokenId().ifPresent(id -> facts.put("jti", id));
        token.freshness().acr().ifPresent(acr -> facts.put("acr", acr));
        token.freshness().authenticatedAt().ifPresent(at -> facts.put("authTime", at.toString()));
        return facts;
    }
}
