package dev.approvals.core.chat;

import dev.approvals.core.time.Timekeeper;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a chat approver is set up. Immutable.
 *
 * @param routes where requests are posted
 * @param inbox the address under which a request is shown whole, by its id; empty where there is no inbox
 * @param clock by which it tries again after an outage
 */
public record ChatSettings(ChatRoutes routes, Optional<Function<String, URI>> inbox, Timekeeper clock) {

    /** Checks the components. */
    public ChatSettings {
        Objects.requireNonNull(routes, "routes");
        Objects.requireNonNull(inbox, "inbox");
        Objects.requireNonNull(clock, "clock");
    }

    /**
     * Settings without an inbox, by the system's clock.
     *
     * @param routes where requests are posted
     * @return the settings
     */
    public static ChatSettings of(ChatRoutes routes) {
        return new ChatSettings(routes, Optional.empty(), Timekeeper.system());
    }

    /**
     * Links each card to the inbox, where a request is shown whole that chat cannot show so.
     *
     * @param address the address of a request, by its id
     * @return a copy
     */
    public ChatSettings inbox(Function<String, URI> address) {
        return new ChatSettings(routes, Optional.of(address), clock);
    }

    /**
     * Replaces the clock, for tests.
     *
     * @param other the clock
     * @return a copy
     */
    public ChatSettings clock(Timekeeper other) {
        return new ChatSettings(routes, inbox, other);
    }

    /** {@return the address of a request in the inbox} */
    Optional<URI> link(String requestId) {
        return inbox.map(address -> address.apply(requestId));
    }
}
