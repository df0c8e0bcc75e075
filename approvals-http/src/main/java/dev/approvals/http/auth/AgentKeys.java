package dev.approvals.http.auth;

import dev.approvals.call.Principal;
import dev.approvals.http.exchange.Request;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Knows agents by keys in the {@code Authorization} header. Only the digests of the keys are here: keys are 256 random
 * bits, so nobody finds one by its digest. An agent may have several keys, for rotation. Immutable, thread-safe.
 */
public final class AgentKeys implements AgentAuthenticator {

    private static final String PREFIX = "agent_";
    private static final Pattern KEY = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Map<String, String> agents;
    private final Refusals refusals;

    private AgentKeys(Map<String, String> agents, InstantSource clock) {
        this.agents = Map.copyOf(agents);
        this.refusals = new Refusals(clock);
    }

    /**
     * Keys that are known by their digests.
     *
     * @param agents agents' names by the digest of each key, as {@link #digest} makes it
     * @param clock the clock
     * @return the authenticator
     * @throws IllegalArgumentException if a digest is none, so that no key is ever written into a configuration
     */
    public static AgentKeys of(Map<String, String> agents, InstantSource clock) {
        Map<String, String> copy = new HashMap<>();
        agents.forEach((digest, name) -> {
            if (!DIGEST.matcher(digest).matches() || !Subjects.isFit(name)) {
                throw new IllegalArgumentException(
                        "A key of the agent \"" + name + "\" is not given by its digest, or the"
                                + " agent has no name: keep the key with the agent, and give AgentKeys.digest(key) here");
            }
            copy.put(digest, name);
        });
        return new AgentKeys(copy, clock);
    }

    /**
     * Makes a new key, to be given to its agent and kept nowhere else.
     *
     * @param random where it comes from
     * @return the key
     */
    public static String newKey(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The digest by which a key is known.
     *
     * @param key the key
     * @return the digest, in hex
     * @throws IllegalArgumentException if it is no key that {@link #newKey} made
     */
    public static String digest(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("This is no key of an agent: make one with AgentKeys.newKey(...)");
        }
        return Sha256.hex(key);
    }

    @Override
    public Optional<KnownAgent> authenticate(Request request) {
        Optional<String> digest =
                Bearer.token(request).filter(key -> KEY.matcher(key).matches()).map(Sha256::hex);
        Optional<KnownAgent> agent = digest.flatMap(this::find);
        if (digest.isPresent() && agent.isEmpty()) {
            refusals.tell("key of an agent", "it is not known", request);
        }
        return agent;
    }

    private Optional<KnownAgent> find(String digest) {
        // How long the look-up takes tells of a digest, which leads to no key.
        return Optional.ofNullable(agents.get(digest))
                .map(name -> new KnownAgent(Principal.agent(name), Map.of("key", "sha256:" + digest)));
    }
}
