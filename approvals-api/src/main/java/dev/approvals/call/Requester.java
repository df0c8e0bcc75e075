package dev.approvals.call;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * On whose behalf a tool is called: the agent, the person it acts for, anybody else behind it, and in which conversation.
 *
 * <p>It comes from the host or an adapter, never from a call's arguments. Nobody in {@link #accounts()} may decide.
 *
 * @param agent the agent's account
 * @param person the account of the person the agent acts for, or empty where nobody knows
 * @param others whoever else is behind the call: who started the session, who delegated
 * @param conversation the conversation the call belongs to, or empty
 * @param toolCallId the id the model gave this call, or empty
 * @param model the model that drives the agent, or empty where nobody says; evidence, and no part of the digest
 */
public record Requester(
        Principal agent,
        Optional<Principal> person,
        List<Principal> others,
        String conversation,
        String toolCallId,
        String model) {

    /** The agent whose host did not say who it is. */
    public static final Requester UNKNOWN = agent("unknown");

    /** Checks the components. */
    public Requester {
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(toolCallId, "toolCallId");
        Objects.requireNonNull(model, "model");
        others = List.copyOf(others);
    }

    /**
     * A requester whose model nobody says.
     *
     * @param agent the agent's account
     * @param person the account of the person the agent acts for, or empty where nobody knows
     * @param others whoever else is behind the call: who started the session, who delegated
     * @param conversation the conversation the call belongs to, or empty
     * @param toolCallId the id the model gave this call, or empty
     */
    public Requester(
            Principal agent,
            Optional<Principal> person,
            List<Principal> others,
            String conversation,
            String toolCallId) {
        this(agent, person, others, conversation, toolCallId, "");
    }

    /**
     * An agent, so far on nobody's behalf.
     *
     * @param name the agent's name
     * @return the requester
     */
    public static Requester agent(String name) {
        return new Requester(Principal.agent(name), Optional.empty(), List.of(), "", "", "");
    }

    /**
     * Names the person the agent acts for.
     *
     * @param account that person's account
     * @return a copy
     */
    public Requester actingFor(Principal account) {
        return new Requester(agent, Optional.of(account), others, conversation, toolCallId, model);
    }

    /**
     * Names somebody else behind the call, such as who started the session or delegated it.
     *
     * @param account that person's account
     * @return a copy
     */
    public Requester startedBy(Principal account) {
        List<Principal> more = new ArrayList<>(others);
        more.add(account);
        return new Requester(agent, person, more, conversation, toolCallId, model);
    }

    /**
     * Names the conversation.
     *
     * @param id its id
     * @return a copy
     */
    public Requester in(String id) {
        return new Requester(agent, person, others, id, toolCallId, model);
    }

    /**
     * Names the model's own id of this call.
     *
     * @param id the id
     * @return a copy
     */
    public Requester toolCall(String id) {
        return new Requester(agent, person, others, conversation, id, model);
    }

    /**
     * Names the model that drives the agent, for the evidence.
     *
     * @param name the model's name, with its version
     * @return a copy
     */
    public Requester using(String name) {
        return new Requester(agent, person, others, conversation, toolCallId, name);
    }

    /** {@return every account behind the call, agent first} */
    public Set<Principal> accounts() {
        Set<Principal> all = new LinkedHashSet<>();
        all.add(agent);
        person.ifPresent(all::add);
        all.addAll(others);
        return all;
    }

    @Override
    public String toString() {
        return agent.subject() + person.map(p -> " for " + p).orElse("");
    }
}
