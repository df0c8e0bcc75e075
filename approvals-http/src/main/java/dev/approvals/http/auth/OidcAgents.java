package dev.approvals.http.auth;

import dev.approvals.call.Principal;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.oidc.AccessTokenRules;
import dev.approvals.http.oidc.AccessTokenRules.Holder;
import dev.approvals.http.oidc.OidcProvider;
import dev.approvals.http.oidc.ProviderException;
import dev.approvals.http.oidc.RefusedTokenException;
import dev.approvals.http.oidc.VerifiedToken;
import java.util.Optional;

/**
 * Knows agents by access tokens of the client credentials grant. An agent's name is its client id. Immutable, thread-safe.
 */
public final class OidcAgents implements AgentAuthenticator {

    private final OidcProvider provider;
    private final AccessTokenRules rules;
    private final Refusals refusals;

    private OidcAgents(OidcProvider provider, AccessTokenRules rules) {
        this.provider = provider;
        this.rules = rules;
        this.refusals = new Refusals(provider.clock());
    }

    /**
     * Knows agents by tokens of a provider.
     *
     * @param provider the provider
     * @param rules which of its tokens: of programs, for an audience that is not the reviewers'
     * @return the authenticator
     * @throws IllegalArgumentException if the rules are about people
     */
    public static OidcAgents of(OidcProvider provider, AccessTokenRules rules) {
        if (rules.holder() != Holder.PROGRAM) {
            throw new IllegalArgumentException("People are no agents: use AccessTokenRules.ofPrograms(...) here, and"
                    + " BearerAuthenticator for reviewers");
        }
        return new OidcAgents(provider, rules);
    }

    @Override
    public Optional<KnownAgent> authenticate(Request request) {
        Optional<String> compact = Bearer.token(request);
        if (compact.isEmpty() || compact.get().indexOf('.') < 0) {
            return Optional.empty();
        }
        try {
            VerifiedToken token = provider.verify(compact.get(), rules);
            return token.names()
                    .client()
                    .filter(Subjects::isFit)
                    .map(client -> new KnownAgent(Principal.agent(client), TokenReviewer.facts(token)));
        } catch (RefusedTokenException | ProviderException e) {
            refusals.tell("bearer token of an agent", e, request);
            return Optional.empty();
        }
    }
}
