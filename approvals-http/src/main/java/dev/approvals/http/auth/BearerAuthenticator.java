package dev.approvals.http.auth;

import dev.approvals.http.exchange.Request;
import dev.approvals.http.oidc.AccessTokenRules;
import dev.approvals.http.oidc.AccessTokenRules.Holder;
import dev.approvals.http.oidc.OidcProvider;
import dev.approvals.http.oidc.ProviderException;
import dev.approvals.http.oidc.RefusedTokenException;
import dev.approvals.http.oidc.VerifiedToken;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Knows people by access tokens of an OpenID Connect provider. Immutable, thread-safe. */
public final class BearerAuthenticator implements ReviewerAuthenticator {

    private final OidcProvider provider;
    private final AccessTokenRules rules;
    private final TokenReviewer reviewer;
    private final Consumer<VerifiedToken> learner;
    private final Refusals refusals;

    private BearerAuthenticator(
            OidcProvider provider,
            AccessTokenRules rules,
            TokenReviewer reviewer,
            Consumer<VerifiedToken> learner,
            Refusals refusals) {
        this.provider = provider;
        this.rules = rules;
        this.reviewer = reviewer;
        this.learner = learner;
        this.refusals = refusals;
    }

    /**
     * Knows people by tokens of a provider; none of them has stepped up.
     *
     * @param provider the provider
     * @param rules which of its tokens
     * @return the authenticator
     * @throws IllegalArgumentException if the rules are about programs
     */
    public static BearerAuthenticator of(OidcProvider provider, AccessTokenRules rules) {
        if (rules.holder() != Holder.PERSON) {
            throw new IllegalArgumentException("Programs are no reviewers: use AccessTokenRules.ofPeople(...) here, and"
                    + " OidcAgents for programs");
        }
        InstantSource clock = provider.clock();
        return new BearerAuthenticator(
                provider, rules, new TokenReviewer(Optional.empty(), clock), token -> {}, new Refusals(clock));
    }

    /**
     * Tells what counts as stepped up.
     *
     * @param demand what the provider must say
     * @return a copy
     */
    public BearerAuthenticator stepUp(StepUp demand) {
        return new BearerAuthenticator(
                provider, rules, new TokenReviewer(Optional.of(demand), provider.clock()), learner, refusals);
    }

    /**
     * Hands every token that was accepted to somebody, such as a {@link TokenDirectory}.
     *
     * @param taker takes them; must not block
     * @return a copy
     */
    public BearerAuthenticator telling(Consumer<VerifiedToken> taker) {
        return new BearerAuthenticator(provider, rules, reviewer, taker, refusals);
    }

    @Override
    public Optional<SignedIn> authenticate(Request request) {
        Optional<String> compact = Bearer.token(request);
        // What has no dots is a key of an agent's, or of somebody else's.
        if (compact.isEmpty() || compact.get().indexOf('.') < 0) {
            return Optional.empty();
        }
        try {
            VerifiedToken token = provider.verify(compact.get(), rules);
            learner.accept(token);
            return Optional.of(reviewer.signedIn(token));
        } catch (RefusedTokenException | ProviderException e) {
            refusals.tell("bearer token", e, request);
            return Optional.empty();
        }
    }
}
