package dev.approvals.slack.web;

import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.model.Conversation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks, before the first request, whether the app may do what it will have to, and says what is missing. */
public final class SelfCheck {

    private static final String SCOPES = "x-oauth-scopes";
    private static final String SOCKET = "connections:write";

    /** What the app needs the right to, and what for. */
    private static final Map<String, String> NEEDED = Map.of(
            "chat:write", "to post requests",
            "channels:read", "to see that the app is in its public channels",
            "groups:read", "to see that the app is in its private channels",
            "users:read", "to know guests, bots and strangers from members",
            "files:write", "to attach what does not fit into a message");

    private SelfCheck() {}

    /**
     * Who the app is in Slack.
     *
     * @param app the app's id, such as {@code A012AB}
     * @param team the workspace's id, such as {@code T012AB}
     * @param enterprise the id of the organisation, if the workspace is part of one
     * @param name the bot's name
     */
    public record Login(String app, String team, Optional<String> enterprise, String name) {}

    /** {@return the scopes that the bot token must have} */
    public static Set<String> scopes() {
        return new TreeSet<>(NEEDED.keySet());
    }

    /**
     * What is looked at.
     *
     * @param channels where requests will be posted; persons are not looked at
     * @param further scopes that are needed besides {@link #scopes()}
     * @param appToken the app-level token for Socket Mode, or empty
     */
    public record Wanted(Collection<String> channels, Set<String> further, String appToken) {

        /** Without the token: it is a secret. */
        @Override
        public String toString() {
            return "Wanted[channels=" + channels + ", further=" + further + "]";
        }
    }

    /**
     * Looks.
     *
     * @param web the calls
     * @param wanted what the app will have to do
     * @return who the app is
     * @throws IllegalStateException that says all that is missing and how to add it
     * @throws IOException if Slack cannot be asked now
     */
    public static Login of(SlackWeb web, Wanted wanted) throws IOException {
        try {
            return look(web, wanted);
        } catch (SlackException e) {
            if (e.needsMending()) {
                throw new IllegalStateException(e.getMessage(), e);
            }
            throw e;
        }
    }

    private static Login look(SlackWeb web, Wanted wanted) throws IOException {
        AuthTestResponse test = web.test();
        List<String> faults = new ArrayList<>();
        missing(test, wanted.further()).ifPresent(faults::add);
        if (faults.isEmpty()) {
            for (String channel : new TreeSet<>(wanted.channels())) {
                look(web, channel, Objects.toString(test.getUser(), "")).ifPresent(faults::add);
            }
        }
        String app = faults.isEmpty() ? web.app(test.getBotId()) : "";
        if (!wanted.appToken().isEmpty()) {
            socket(web.test(wanted.appToken()), app).ifPresent(faults::add);
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException("The Slack app \"" + test.getUser() + "\" in \"" + test.getTeam()
                    + "\" is not ready: " + String.join("; ", faults) + ".");
        }
        Optional<String> enterprise =
                Optional.ofNullable(test.getEnterpriseId()).filter(id -> !id.isBlank());
        return new Login(app, test.getTeamId(), enterprise, test.getUser());
    }

    private static Optional<String> socket(AuthTestResponse test, String app) {
        // Slack does not promise to name the scopes of an app-level token; opening the socket judges it in any case.
        if (namesScopes(test) && !granted(test).contains(SOCKET)) {
            return Optional.of("its app-level token lacks the scope " + SOCKET
                    + " (to hear clicks): make another on the app's page \"Basic Information\"");
        }
        return app.isEmpty() || app.equals(test.getAppId())
                ? Optional.empty()
                : Optional.of("its app-level token is that of another app (" + test.getAppId() + ", not " + app
                        + "): copy both tokens from the same app");
    }

    private static Optional<String> missing(AuthTestResponse test, Set<String> further) {
        Set<String> missing = scopes();
        missing.addAll(further);
        missing.removeAll(granted(test));
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String list = missing.stream()
                .map(scope -> NEEDED.containsKey(scope) ? scope + " (" + NEEDED.get(scope) + ")" : scope)
                .collect(Collectors.joining(", "));
        return Optional.of(
                "its bot token lacks the scopes " + list
                        + ": add them on the app's page \"OAuth & Permissions\" under \"Bot Token Scopes\" and install the app again");
    }

    private static boolean namesScopes(AuthTestResponse test) {
        return headers(test).containsKey(SCOPES);
    }

    private static Map<String, List<String>> headers(AuthTestResponse test) {
        return Objects.requireNonNullElse(test.getHttpResponseHeaders(), Map.of());
    }

    private static Set<String> granted(AuthTestResponse test) {
        return headers(test).getOrDefault(SCOPES, List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .collect(Collectors.toSet());
    }

    private static Optional<String> look(SlackWeb web, String channel, String name) throws IOException {
        if (!channel.startsWith("C") && !channel.startsWith("G")) {
            return Optional.empty();
        }
        try {
            Conversation found = web.channel(channel);
            if (found.isArchived()) {
                return Optional.of(
                        "the channel " + channel + " (#" + found.getName() + ") is archived: name another one");
            }
            return found.isMember()
                    ? Optional.empty()
                    : Optional.of("it is not in the channel " + channel + " (#" + found.getName()
                            + "): write \"/invite @" + name + "\" there");
        } catch (SlackException e) {
            if (!e.needsMending()) {
                throw e;
            }
            return Optional.of("the channel " + channel + " cannot be seen (" + e.code()
                    + "): check its id, and where it is private, write \"/invite @" + name + "\" there");
        }
    }
}
