package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.slack.loopback.Faults.Fault;
import dev.approvals.slack.loopback.HttpDoor.Answer;
import dev.approvals.slack.loopback.HttpDoor.Ask;
import dev.approvals.slack.loopback.SlackChannel.Kind;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * A Slack on loopback: one workspace {@code T0LOOP} with the app {@code A0APPROVALS} installed, whose bot is the user {@code
 * U0APPROVALS}. Give its {@link #endpoint()}, {@link #botToken()}, {@link #appToken()} and {@link #signingSecret()} to what is
 * tested; add people and channels; look at what was posted. Thread-safe.
 *
 * <p>Its time is the {@link Timekeeper}'s: how long a trigger or a response address lives, and the rate limits.
 */
public final class LoopbackSlack implements AutoCloseable {

    private static final String BOT_TOKEN = "xoxb-loopback-bot";
    private static final String APP_TOKEN = "xapp-loopback-app";
    private static final String SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    private final Workspace workspace;
    private final Faults faults = new Faults();
    private final RateLimits limits;
    private final FileMethods files;
    private final ViewMethods views;
    private final ResponseUrls responseUrls;
    private final Payloads payloads;
    private final SocketMode sockets;
    private final Timekeeper clock;
    private final WebApi api;
    private final HttpDoor door;
    private volatile Optional<RequestUrl> requestUrl = Optional.empty();
    private volatile Token botToken = new Token(BOT_TOKEN, false, Token.BOT_SCOPES, false, true);
    private volatile Token appToken = new Token(APP_TOKEN, true, Set.of("connections:write"), false, true);

    private LoopbackSlack(Timekeeper clock) {
        this.clock = clock;
        workspace = new Workspace(clock);
        limits = new RateLimits(clock);
        Triggers triggers = new Triggers(workspace);
        files = new FileMethods(workspace, this::address);
        views = new ViewMethods(workspace, triggers);
        responseUrls = new ResponseUrls(workspace, this::address);
        payloads = new Payloads(workspace, triggers, responseUrls);
        sockets = new SocketMode(workspace, clock);
        api = new WebApi(workspace, methods(), limits);
        api.put(botToken);
        api.put(appToken);
        door = new HttpDoor(this::answer);
    }

    /** {@return a Slack by the system's clock, which listens} */
    public static LoopbackSlack start() {
        return start(Timekeeper.system());
    }

    /** {@return a Slack by a clock of the test's, which listens} */
    public static LoopbackSlack start(Timekeeper clock) {
        return new LoopbackSlack(clock);
    }

    private Methods methods() {
        Methods methods = new Methods();
        new ChatMethods(workspace).addTo(methods);
        new PeopleMethods(workspace).addTo(methods);
        files.addTo(methods);
        views.addTo(methods);
        sockets.addTo(methods);
        return methods;
    }

    private URI address() {
        return door.address();
    }

    /** {@return the prefix of the Web API's methods, as {@code SlackConfig.setMethodsEndpointUrlPrefix} takes it} */
    public URI endpoint() {
        return address().resolve(WebApi.PREFIX);
    }

    /** {@return the bot's token} */
    public String botToken() {
        return BOT_TOKEN;
    }

    /** {@return the app's token, for Socket Mode} */
    public String appToken() {
        return APP_TOKEN;
    }

    /** {@return what requests to the app are signed with} */
    public String signingSecret() {
        return SIGNING_SECRET;
    }

    /** {@return what can go wrong} */
    public Faults faults() {
        return faults;
    }

    /** {@return the limits of how often; off until they are wanted} */
    public RateLimits rateLimits() {
        return limits;
    }

    /** Gives the bot's token these scopes and no others. */
    public void botScopes(String... scopes) {
        botToken = botToken.with(Set.of(scopes));
        api.put(botToken);
    }

    /** Takes scopes from the bot's token. */
    public void withoutBotScopes(String... scopes) {
        List<String> gone = Arrays.asList(scopes);
        botScopes(botToken.scopes().stream()
                .filter(scope -> !gone.contains(scope))
                .toArray(String[]::new));
    }

    /** Takes all scopes from the app's token. */
    public void withoutAppScopes() {
        appToken = appToken.with(Set.of());
        api.put(appToken);
    }

    /** Names the scopes of the app's token no more. */
    public void appScopesUnnamed() {
        appToken = appToken.unnamed();
        api.put(appToken);
    }

    /** Revokes the bot's token, or takes that back. */
    public void botTokenRevoked(boolean revoked) {
        botToken = botToken.withRevoked(revoked);
        api.put(botToken);
    }

    /** Makes the workspace one of an organisation. */
    public void enterprise(String id) {
        workspace.guarded().run(() -> workspace.enterprise(id));
    }

    /** Adds somebody, or changes what is known of them. */
    public void user(SlackUser user) {
        workspace.guarded().run(() -> workspace.put(user));
    }

    /** Adds a public channel in which the bot and these people are. */
    public void channel(String id, String name, String... people) {
        add(new SlackChannel(id, name, Kind.PUBLIC), true, people);
    }

    /** Adds a private channel in which the bot and these people are. */
    public void privateChannel(String id, String name, String... people) {
        add(new SlackChannel(id, name, Kind.PRIVATE), true, people);
    }

    private void add(SlackChannel channel, boolean withBot, String... people) {
        workspace.guarded().run(() -> {
            if (withBot) {
                channel.members.add(Workspace.BOT_USER);
            }
            channel.members.addAll(List.of(people));
            workspace.put(channel);
        });
    }

    /** Takes somebody, or the bot ({@code U0APPROVALS}), out of a channel. */
    public void removed(String channel, String user) {
        workspace.guarded().run(() -> here(channel).members.remove(user));
    }

    /** Lets somebody, or the bot, into a channel. */
    public void invited(String channel, String user) {
        workspace.guarded().run(() -> here(channel).members.add(user));
    }

    /** Archives a channel, or takes it out again. */
    public void archived(String channel, boolean archived) {
        workspace.guarded().run(() -> here(channel).archived = archived);
    }

    /** {@return the id of the bot's conversation with one person} */
    public String directChannel(String user) {
        return workspace.guarded().in(() -> workspace.direct(user).id);
    }

    private SlackChannel here(String channel) {
        return workspace
                .channel(channel)
                .orElseThrow(() -> new IllegalArgumentException("The loopback Slack has no channel " + channel));
    }

    /** {@return what stands in a channel for all to see, threads and files included, in its order} */
    public List<SlackMessage> messages(String channel) {
        return everything(channel).stream()
                .filter(message -> !message.deleted() && message.onlyFor().isEmpty())
                .toList();
    }

    /** {@return what one person alone was shown in a channel} */
    public List<SlackMessage> ephemeral(String channel, String user) {
        return everything(channel).stream()
                .filter(message -> message.onlyFor().equals(user))
                .toList();
    }

    /** {@return everything that was ever posted to a channel} */
    public List<SlackMessage> everything(String channel) {
        return workspace
                .guarded()
                .in(() -> workspace.channel(channel).map(SlackChannel::messages).orElse(List.of()));
    }

    /** {@return every file, those that are gone included} */
    public List<SlackFile> files() {
        return workspace.guarded().in(workspace::files);
    }

    /** {@return the arguments of every call of a method so far} */
    public List<Map<String, String>> calls(String method) {
        return api.calls().stream()
                .filter(call -> call.method().equals(method))
                .map(ApiCall::arguments)
                .toList();
    }

    /**
     * Waits until a message stands in a channel, for half a minute at most.
     *
     * @param channel the channel
     * @param wanted which; also those that one person alone sees
     * @return the first such message
     */
    public SlackMessage await(String channel, Predicate<SlackMessage> wanted) {
        return workspace
                .guarded()
                .await(
                        "a message in " + channel,
                        () -> everything(channel).stream()
                                .filter(message -> !message.deleted())
                                .filter(wanted)
                                .findFirst(),
                        () -> everything(channel));
    }

    /** {@return the WebSockets} */
    public SocketMode sockets() {
        return sockets;
    }

    /** Is not there for anybody from now on: every call and every WebSocket is cut, and none is taken. */
    public void down() {
        faults.everywhere(new Fault.Cut());
        sockets.refusing(true);
        sockets.drop();
    }

    /** Is there again, with everything that stood in it. */
    public void up() {
        sockets.refusing(false);
        faults.heal();
    }

    /** Posts what people do to an address from now on, signed, instead of over Socket Mode. */
    public void interactivityAt(URI address) {
        requestUrl = Optional.of(new RequestUrl(address, clock));
    }

    /** {@return somebody in front of Slack} */
    public Person person(String user) {
        return new Person(user, this, workspace, views, payloads);
    }

    /**
     * Tells the app what somebody did.
     *
     * @param payload as {@link Person#clickPayload} and {@link Person#submission} make it, or changed on purpose
     * @return what the app said to it; {@link Ack#attempts} is 0 where no app was there
     */
    public CompletableFuture<Ack> deliver(ObjectNode payload) {
        return requestUrl.map(url -> url.deliver(signed(payload))).orElseGet(() -> sockets.send(payload));
    }

    /** {@return a payload as Slack signs it now} */
    public SignedRequest signed(ObjectNode payload) {
        return SignedRequest.of(SIGNING_SECRET, clock.now(), payload.toString());
    }

    /** {@return any body as Slack signs it at a time} */
    public SignedRequest signed(String body, Instant at) {
        return SignedRequest.ofBody(SIGNING_SECRET, at, body);
    }

    private Optional<Answer> answer(Ask ask) {
        CountDownLatch well = faults.well();
        Optional<Fault> fault = faults.of(name(ask));
        return fault.isPresent() ? broken(fault.get(), ask, well) : Optional.of(done(ask));
    }

    private Optional<Answer> broken(Fault fault, Ask ask, CountDownLatch well) {
        if (fault instanceof Fault.Status status) {
            return Optional.of(new Answer(status.code(), Map.of(), "down for maintenance"));
        }
        if (fault instanceof Fault.TooMany many) {
            return Optional.of(WebApi.tooMany(many.retryAfter().toSeconds()));
        }
        if (fault instanceof Fault.NotOk error) {
            ObjectNode answer = Json.object().put("ok", false).put("error", error.error());
            return Optional.of(Answer.json(200, answer.toString()));
        }
        if (fault instanceof Fault.Hang) {
            faults.hang(well);
        }
        if (fault instanceof Fault.LostAnswer) {
            done(ask);
        }
        return Optional.empty();
    }

    private static String name(Ask ask) {
        if (ask.path().startsWith(WebApi.PREFIX)) {
            return ask.path().substring(WebApi.PREFIX.length());
        }
        return ask.path().startsWith(FileMethods.UPLOAD) ? "upload" : "response_url";
    }

    private Answer done(Ask ask) {
        if (ask.path().startsWith(WebApi.PREFIX)) {
            return api.answer(ask);
        }
        if (ask.path().startsWith(FileMethods.UPLOAD)) {
            return workspace.guarded().in(() -> files.upload(ask));
        }
        if (ask.path().startsWith(ResponseUrls.ACTIONS)) {
            return workspace.guarded().in(() -> responseUrls.answer(ask));
        }
        return new Answer(404, Map.of(), "not found");
    }

    @Override
    public void close() {
        faults.heal();
        sockets.close();
        door.close();
    }
}
