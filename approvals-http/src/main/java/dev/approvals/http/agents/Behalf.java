package dev.approvals.http.agents;

import dev.approvals.call.Principal;
import dev.approvals.http.auth.KnownAgent;
import dev.approvals.http.exchange.Request;
import java.util.Map;
import java.util.Optional;

/**
 * Says for whom an agent acts. What an agent says of that itself proves nothing: an agent that named another person could have
 * the person behind it approve. Take it from configuration, or from a credential of that person which the request carries.
 */
@FunctionalInterface
public interface Behalf {

    /**
     * Finds the person behind a request.
     *
     * @param agent who sent it
     * @param request the request
     * @return the person's account, or empty where nobody is known: calls of high risk are refused then, unless a rule permits it
     */
    Optional<Principal> of(KnownAgent agent, Request request);

    /** {@return nobody is known behind any agent} */
    static Behalf nobody() {
        return (agent, request) -> Optional.empty();
    }

    /**
     * Each agent always acts for one person.
     *
     * @param people the person's account by the agent's name
     * @return the rule
     */
    static Behalf fixed(Map<String, Principal> people) {
        Map<String, Principal> copy = Map.copyOf(people);
        return (agent, request) -> Optional.ofNullable(copy.get(agent.account().subject()));
    }
}
