package dev.approvals.http.auth;

import dev.approvals.http.exchange.Request;
import java.util.List;
import java.util.Optional;

/**
 * Says which agent a request comes from. Shares nothing with {@link ReviewerAuthenticator}: what makes an agent known makes
 * nobody a reviewer. Called from many threads at once.
 */
@FunctionalInterface
public interface AgentAuthenticator {

    /**
     * Looks for a credential of this kind and judges it. Why one is refused goes to the log, without any part of it.
     *
     * @param request the request
     * @return the agent, or empty for a stranger
     */
    Optional<KnownAgent> authenticate(Request request);

    /**
     * Takes whichever of several credentials a request has.
     *
     * @param authenticators one for each kind
     * @return all of them; the first that knows the agent
     */
    static AgentAuthenticator anyOf(List<? extends AgentAuthenticator> authenticators) {
        List<AgentAuthenticator> all = List.copyOf(authenticators);
        return request -> all.stream()
                .map(authenticator -> authenticator.authenticate(request))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
