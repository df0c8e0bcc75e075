package dev.approvals.slack;

import dev.approvals.core.chat.ChatApprover;
import dev.approvals.core.chat.ChatRoutes;
import dev.approvals.core.chat.ChatSettings;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.slack.identity.AccountMap;
import dev.approvals.slack.web.SlackWeb;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Sets a {@link SlackApprover} up. Not thread-safe. */
public final class SlackBuilder {

    static final String BOT_TOKEN = "SLACK_BOT_TOKEN";
    static final String APP_TOKEN = "SLACK_APP_TOKEN";
    static final String SIGNING_SECRET = "SLACK_SIGNING_SECRET";

    private static final Pattern PLACE = Pattern.compile("[CGDUW][A-Z0-9]{2,30}");
    private static final Pattern MENTION = Pattern.compile("[UWS][A-Z0-9]{2,30}");

    private String botToken = "";
    private String appToken = "";
    private final List<String> signingSecrets = new ArrayList<>();
    private final List<String> usual = new ArrayList<>();
    private final Map<String, String[]> groups = new LinkedHashMap<>();
    private final Map<String, String[]> onCall = new LinkedHashMap<>();
    private Optional<Function<String, URI>> inbox = Optional.empty();
    private Optional<URI> endpoint = Optional.empty();
    private AccountMap accounts = AccountMap.itself();
    private Timekeeper clock = Timekeeper.system();

    SlackBuilder() {}

    static SlackBuilder from(Map<String, String> environment) {
        SlackBuilder builder = new SlackBuilder();
        String bot = environment.getOrDefault(BOT_TOKEN, "").strip();
        String app = environment.getOrDefault(APP_TOKEN, "").strip();
        String secret = environment.getOrDefault(SIGNING_SECRET, "").strip();
        if (bot.isEmpty()) {
            throw new IllegalStateException("Set the environment variable " + BOT_TOKEN
                    + " to the bot token (xoxb-...): it stands on the app's page \"OAuth & Permissions\" once the app is"
                    + " installed");
        }
        if (app.isEmpty() && secret.isEmpty()) {
            throw new IllegalStateException("Set the environment variable " + APP_TOKEN
                    + " to an app-level token (xapp-...) with the scope connections:write, made on the app's page \"Basic"
                    + " Information\"; or " + SIGNING_SECRET + " from the same page, for signed HTTP");
        }
        builder.botToken(bot);
        return app.isEmpty() ? builder.signedHttp(secret) : builder.socketMode(app);
    }

    /**
     * Sets the bot token.
     *
     * @param token begins with {@code xoxb-}
     * @return this
     */
    public SlackBuilder botToken(String token) {
        botToken = prefixed(token, "xoxb-", "bot token", "OAuth & Permissions");
        return this;
    }

    /**
     * Takes clicks over Socket Mode: a connection that this process opens, so that it needs no public address.
     *
     * @param token the app-level token with the scope {@code connections:write}; begins with {@code xapp-}
     * @return this
     */
    public SlackBuilder socketMode(String token) {
        appToken = prefixed(token, "xapp-", "app-level token", "Basic Information");
        return this;
    }

    private static String prefixed(String token, String prefix, String what, String page) {
        if (!token.startsWith(prefix)) {
            throw new IllegalArgumentException("Slack's " + what + " begins with " + prefix
                    + "; this one does not. It stands on the app's page \"" + page + "\"");
        }
        return token;
    }

    /**
     * Takes clicks over HTTP, signed by Slack: serve {@link SlackApprover#servlet()}.
     *
     * @param secrets the app's signing secret; two while one replaces the other
     * @return this
     */
    public SlackBuilder signedHttp(String... secrets) {
        for (String secret : secrets) {
            if (secret.isBlank()) {
                throw new IllegalArgumentException(
                        "The signing secret is empty: it stands on the app's page \"Basic Information\"");
            }
        }
        signingSecrets.clear();
        signingSecrets.addAll(List.of(secrets));
        return this;
    }

    /**
     * Posts requests here, but for groups that have places of their own.
     *
     * @param ids ids of channels ({@code C...}), or of people ({@code U...}) for direct messages; never names
     * @return this
     */
    public SlackBuilder channel(String... ids) {
        usual.addAll(List.of(places(ids)));
        return this;
    }

    /**
     * Posts requests that a group is asked about here, and not in the usual places.
     *
     * @param group the group, as plans name it
     * @param ids ids of channels ({@code C...}), or of people ({@code U...}) for direct messages
     * @return this
     */
    public SlackBuilder group(String group, String... ids) {
        groups.put(group, places(ids));
        return this;
    }

    /**
     * Mentions people when a request of a group is escalated to it, or still waits.
     *
     * @param group the group, as plans name it
     * @param ids ids of people ({@code U...}) or user groups ({@code S...})
     * @return this
     */
    public SlackBuilder onCall(String group, String... ids) {
        for (String id : ids) {
            check(MENTION, id, "a person or user group", "U, W or S");
        }
        onCall.put(group, ids.clone());
        return this;
    }

    private static String[] places(String... ids) {
        for (String id : ids) {
            check(PLACE, id, "a channel or person", "C, G, D, U or W");
        }
        return ids.clone();
    }

    private static void check(Pattern form, String id, String what, String first) {
        if (!form.matcher(id).matches()) {
            throw new IllegalArgumentException("\"" + id + "\" is no id of " + what + " in Slack: those begin with "
                    + first + ", and stand at the end of \"Copy link\". A name will not do: others could take it");
        }
    }

    /**
     * Links cards to the inbox, where a request is shown whole that a card cannot hold.
     *
     * @param address where the inbox is served, such as {@code https://approvals.example.com/}
     * @return this
     */
    public SlackBuilder inbox(URI address) {
        return inbox(id -> address.resolve("#/r/" + id));
    }

    /**
     * Links cards to wherever else a request is shown whole.
     *
     * @param address the address of a request, by its id
     * @return this
     */
    public SlackBuilder inbox(Function<String, URI> address) {
        inbox = Optional.of(address);
        return this;
    }

    /**
     * Says which accounts of the host's directory people in Slack stand for. Without it everybody stands for themselves, as
     * the account {@code slack:TEAM} and their user id.
     *
     * @param map the accounts
     * @return this
     */
    public SlackBuilder accounts(AccountMap map) {
        accounts = map;
        return this;
    }

    /**
     * Calls another Web API than Slack's own: for tests, or through a gateway.
     *
     * @param address where its methods are, such as {@code http://127.0.0.1:8080/api/}
     * @return this
     */
    public SlackBuilder endpoint(URI address) {
        endpoint = Optional.of(address);
        return this;
    }

    SlackBuilder clock(Timekeeper other) {
        clock = other;
        return this;
    }

    /**
     * Builds the approver. It calls Slack first when its gate is built.
     *
     * @return the approver; close it after the gate
     * @throws IllegalStateException where something is missing; says what
     */
    public SlackApprover build() {
        need(!botToken.isEmpty(), "a bot token: SlackApprover.fromEnvironment() or botToken(...)");
        need(
                appToken.isEmpty() != signingSecrets.isEmpty(),
                "one way for clicks to come in, and not two: socketMode(...) or signedHttp(...)");
        need(!usual.isEmpty() || !groups.isEmpty(), "a place to post in: channel(...) or group(...)");
        ChatRoutes routes = routes();
        SlackWeb web = SlackWeb.of(botToken, endpoint);
        Readiness readiness = Readiness.unknown();
        ChatApprover chat = new ChatApprover(new SlackPlatform(web, readiness), new ChatSettings(routes, inbox, clock));
        Entrance.Keys keys = new Entrance.Keys(appToken, signingSecrets);
        Clicks clicks = new Clicks(web, accounts, chat, clock);
        return new SlackApprover(chat, new Entrance(keys, routes, clicks, readiness));
    }

    private static void need(boolean there, String what) {
        if (!there) {
            throw new IllegalStateException("An approver for Slack needs " + what);
        }
    }

    private ChatRoutes routes() {
        ChatRoutes routes = ChatRoutes.to(usual.toArray(String[]::new));
        for (Map.Entry<String, String[]> group : groups.entrySet()) {
            routes = routes.group(group.getKey(), group.getValue());
        }
        for (Map.Entry<String, String[]> people : onCall.entrySet()) {
            routes = routes.onCall(people.getKey(), people.getValue());
        }
        return routes;
    }
}
